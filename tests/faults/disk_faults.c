/* A disk that fails, by LD_PRELOAD: counts what is changed below FAULT_UNDER and stops at the n-th change.
 *
 *   FAULT_UNDER   folder (absolute); what lies elsewhere is left alone
 *   FAULT_COUNT   a file of 8 bytes that all processes of the run share: the number of changes so far
 *   FAULT_AT      the change at which it happens (0 = never), FAULT_KIND what happens:
 *                 kill   the process that is about to make the change dies by SIGKILL
 *                 full, broken, closed   this and all later changes fail with ENOSPC, EIO, EROFS
 *   FAULT_CLOCK   seconds by which the clock on the wall is wrong; FAULT_CLOCK_FILE a file of 8 bytes with more of
 *                 them, which may change at any moment
 *   FAULT_TRACE   a file into which every change is written: what a loss of power keeps is made of it
 *
 * A change is an opening that makes or empties a file, a write, a change of length, a name that comes, goes or
 * changes, a folder that is made. What is written through maps of memory is seen when it is flushed (msync,
 * fsync), which is when a loss of power keeps it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FDS 4096
#define MAPS 4096
#define PAGE 4096

static char under[PATH_MAX];
static size_t under_length;
static volatile int64_t *count;
static int64_t at;
static int error_of, kills, trace = -1;
static int64_t shifted;
static volatile int64_t *jumps;
static char *paths[FDS];
static struct { char *start; size_t length; off_t offset; char *path; } maps[MAPS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Begin anew with these values (NULL or "" = none); also for a process that was forked for one case. */
void fault_arm(const char *folder, const char *file, int64_t when, const char *kind, const char *journal) {
    if (!folder || !file || strlen(folder) >= sizeof under) return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || syscall(SYS_ftruncate, fd, 8) != 0) return;
    void *shared = (void *)syscall(SYS_mmap, NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (shared == MAP_FAILED) return;
    at = when;
    kills = kind && !strcmp(kind, "kill");
    error_of = !kind ? 0 : !strcmp(kind, "full") ? ENOSPC : !strcmp(kind, "broken") ? EIO
             : !strcmp(kind, "closed") ? EROFS : 0;
    trace = !journal || !*journal ? -1
          : (int)syscall(SYS_openat, AT_FDCWD, journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    strcpy(under, folder);
    under_length = strlen(folder);
    count = shared;
}

__attribute__((constructor)) static void begin(void) {
    const char *when = getenv("FAULT_AT");
    if (getenv("FAULT_CLOCK")) shifted = atoll(getenv("FAULT_CLOCK"));
    if (getenv("FAULT_CLOCK_FILE")) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, getenv("FAULT_CLOCK_FILE"), O_RDONLY | O_CLOEXEC, 0);
        void *map = fd < 0 ? MAP_FAILED : (void *)syscall(SYS_mmap, NULL, 8, PROT_READ, MAP_SHARED, fd, 0);
        if (fd >= 0) syscall(SYS_close, fd);
        if (map != MAP_FAILED) jumps = map;
    }
    fault_arm(getenv("FAULT_UNDER"), getenv("FAULT_COUNT"), when ? atoll(when) : 0, getenv("FAULT_KIND"),
              getenv("FAULT_TRACE"));
}

/* --- the clock on the wall --- */

int clock_gettime(clockid_t clock, struct timespec *now) {
    int done = (int)syscall(SYS_clock_gettime, clock, now);
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_BOOTTIME))
        now->tv_sec += (clock == CLOCK_BOOTTIME ? 0 : shifted) + (jumps ? *jumps : 0);
    return done;
}
time_t time(time_t *place) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (place) *place = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec, now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

/* The absolute path into `place`, if it lies below the folder; NULL otherwise. */
static const char *below(int dir, const char *name, char *place) {
    if (!count || !name) return NULL;
    if (name[0] == '/') {
        if (snprintf(place, PATH_MAX, "%s", name) >= PATH_MAX) return NULL;
    } else {
        char base[PATH_MAX];
        if (dir == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return NULL;
        } else if (dir >= 0 && dir < FDS && paths[dir]) {
            snprintf(base, sizeof base, "%s", paths[dir]);
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
            ssize_t got = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
            if (got < 0) return NULL;
            base[got] = 0;
        }
        if (snprintf(place, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return NULL;
    }
    if (strncmp(place, under, under_length) || (place[under_length] && place[under_length] != '/')) return NULL;
    return place;
}

static const char *path_of(int fd) { return count && fd >= 0 && fd < FDS ? paths[fd] : NULL; }

/* Whether the change may be made; if not, errno says why. */
static int allowed(void) {
    int64_t now = __sync_add_and_fetch(count, 1);
    if (at > 0 && now >= at) {
        if (kills && now == at) syscall(SYS_kill, getpid(), SIGKILL);
        if (error_of) { errno = error_of; return 0; }
    }
    return 1;
}

/* One change into the trace: operation, path, second path, offset, length, bytes. One write, so whole. */
static void note(char what, const char *path, const char *other, int64_t offset, int64_t length, const void *bytes) {
    if (trace < 0) return;
    int saved = errno;
    uint32_t first = (uint32_t)strlen(path), second = other ? (uint32_t)strlen(other) : 0;
    int64_t body = bytes ? length : 0;
    size_t size = 1 + 4 + 4 + 8 + 8 + 8 + first + second + (size_t)body;
    char *line = malloc(size), *to = line;
    if (!line) return;
    *to++ = what;
    memcpy(to, &first, 4); to += 4;
    memcpy(to, &second, 4); to += 4;
    memcpy(to, &offset, 8); to += 8;
    memcpy(to, &length, 8); to += 8;
    memcpy(to, &body, 8); to += 8;
    memcpy(to, path, first); to += first;
    if (second) { memcpy(to, other, second); to += second; }
    if (body) memcpy(to, bytes, (size_t)body);
    syscall(SYS_write, trace, line, size);
    free(line);
    errno = saved;
}

static void remember(int fd, const char *path) {
    if (fd < 0 || fd >= FDS) return;
    pthread_mutex_lock(&lock);
    free(paths[fd]);
    paths[fd] = path ? strdup(path) : NULL;
    pthread_mutex_unlock(&lock);
}

/* --- openings --- */

static int open_at(int dir, const char *name, int flags, mode_t mode) {
    char place[PATH_MAX];
    const char *path = below(dir, name, place);
    int changes = 0, existed = 1;
    if (path && (flags & (O_CREAT | O_TRUNC))) {
        struct stat found;
        existed = syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) == 0;
        changes = (!existed && (flags & O_CREAT)) || (existed && (flags & O_TRUNC) && found.st_size);
        if (changes && !allowed()) return -1;
    }
    int fd = (int)syscall(SYS_openat, dir, name, flags, mode);
    if (fd >= 0 && count) {
        remember(fd, path);
        if (changes) note(existed ? 'T' : 'C', path, NULL, 0, 0, NULL);
    }
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); \
    mode = va_arg(list, mode_t); va_end(list); }
int open(const char *name, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *name, int flags, ...) { MODE(flags) return open_at(dir, name, flags, mode); }
int openat64(int dir, const char *name, int flags, ...) { MODE(flags) return open_at(dir, name, flags, mode); }
int creat(const char *name, mode_t mode) { return open_at(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
    remember(fd, NULL);
    return (int)syscall(SYS_close, fd);
}

/* --- writes --- */

static void noted_write(int fd, const char *path, const void *bytes, ssize_t done, off_t offset) {
    if (trace < 0 || done <= 0) return;
    if (offset < 0) offset = lseek(fd, 0, SEEK_CUR) - done;
    note('W', path, NULL, offset, done, bytes);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    const char *path = path_of(fd);
    if (path && !allowed()) return -1;
    ssize_t done = syscall(SYS_write, fd, bytes, length);
    if (path) noted_write(fd, path, bytes, done, -1);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    const char *path = path_of(fd);
    if (path && !allowed()) return -1;
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (path) noted_write(fd, path, bytes, done, offset);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t writev(int fd, const struct iovec *parts, int number) {
    if (!path_of(fd)) return syscall(SYS_writev, fd, parts, number);
    ssize_t all = 0;
    for (int at = 0; at < number; at++) {
        if (!parts[at].iov_len) continue;
        ssize_t done = write(fd, parts[at].iov_base, parts[at].iov_len);
        if (done < 0) return all ? all : done;
        all += done;
        if ((size_t)done < parts[at].iov_len) break;
    }
    return all;
}

static int longer(int fd, off_t length, int (*change)(int, off_t), int is_allocation) {
    const char *path = path_of(fd);
    if (path && !allowed()) return -1;
    int done = change(fd, length);
    if (path && done == 0) note(is_allocation ? 'A' : 'L', path, NULL, 0, length, NULL);
    return done;
}
static int cut(int fd, off_t length) { return (int)syscall(SYS_ftruncate, fd, length); }
int ftruncate64(int fd, off64_t length) { return longer(fd, length, cut, 0); }
int ftruncate(int fd, off_t length) { return longer(fd, length, cut, 0); }

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    const char *path = path_of(fd);
    if (path && !allowed()) return -1;
    int done = (int)syscall(SYS_fallocate, fd, mode, offset, length);
    if (path && done == 0 && mode == 0) note('A', path, NULL, 0, offset + length, NULL);
    return done;
}
int fallocate(int fd, int mode, off_t offset, off_t length) { return fallocate64(fd, mode, offset, length); }
int posix_fallocate64(int fd, off64_t offset, off64_t length) { return fallocate64(fd, 0, offset, length) ? errno : 0; }
int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

/* Copies within the kernel are refused: whoever copies then reads and writes. */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    if (path_of(out)) { errno = ENOSYS; return -1; }
    return syscall(SYS_copy_file_range, in, from, out, to, length, flags);
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) {
    if (path_of(out)) { errno = EINVAL; return -1; }
    return syscall(SYS_sendfile, out, in, offset, length);
}
ssize_t sendfile(int out, int in, off_t *offset, size_t length) { return sendfile64(out, in, offset, length); }

/* --- maps of memory --- */

void *mmap64(void *where, size_t length, int protection, int flags, int fd, off64_t offset) {
    void *start = (void *)syscall(SYS_mmap, where, length, protection, flags, fd, offset);
    const char *path = start == MAP_FAILED ? NULL : path_of(fd);
    if (path && (flags & MAP_SHARED) && (protection & PROT_WRITE)) {
        pthread_mutex_lock(&lock);
        for (int slot = 0; slot < MAPS; slot++)
            if (!maps[slot].path) {
                maps[slot].start = start, maps[slot].length = length, maps[slot].offset = offset;
                maps[slot].path = strdup(path);
                break;
            }
        pthread_mutex_unlock(&lock);
    }
    return start;
}
void *mmap(void *where, size_t length, int protection, int flags, int fd, off_t offset) {
    return mmap64(where, length, protection, flags, fd, offset);
}

int munmap(void *start, size_t length) {
    pthread_mutex_lock(&lock);
    if (count)
        for (int slot = 0; slot < MAPS; slot++)
            if (maps[slot].path && maps[slot].start == start) {
                free(maps[slot].path);
                maps[slot].path = NULL;
            }
    pthread_mutex_unlock(&lock);
    return (int)syscall(SYS_munmap, start, length);
}

/* The pages of a part of a map that hold anything; 'Z' says first that all of it is empty. */
static void note_pages(const char *path, const char *start, off_t offset, size_t length) {
    static const char empty[PAGE];
    note('Z', path, NULL, offset, (int64_t)length, NULL);
    for (size_t done = 0; done < length; done += PAGE) {
        size_t part = length - done < PAGE ? length - done : PAGE;
        if (memcmp(start + done, empty, part)) note('M', path, NULL, offset + (off_t)done, (int64_t)part, start + done);
    }
}

int msync(void *start, size_t length, int flags) {
    int done = (int)syscall(SYS_msync, start, length, flags);
    if (!count || trace < 0 || done || !(flags & MS_SYNC)) return done;
    pthread_mutex_lock(&lock);
    for (int slot = 0; slot < MAPS; slot++) {
        char *from = start, *map = maps[slot].start;
        if (maps[slot].path && from >= map && from < map + maps[slot].length) {
            size_t left = (size_t)(map + maps[slot].length - from);
            note_pages(maps[slot].path, from, maps[slot].offset + (from - map), length < left ? length : left);
            break;
        }
    }
    pthread_mutex_unlock(&lock);
    return done;
}

static int synced(int fd, int done) {
    const char *path = done == 0 ? path_of(fd) : NULL;
    if (path && trace >= 0) {
        pthread_mutex_lock(&lock);
        for (int slot = 0; slot < MAPS; slot++)
            if (maps[slot].path && !strcmp(maps[slot].path, path))
                note_pages(path, maps[slot].start, maps[slot].offset, maps[slot].length);
        pthread_mutex_unlock(&lock);
        // What the C library wrote for a FILE was seen by nobody: at least how long it has made the file.
        struct stat found;
        note('S', path, NULL, 0, fstat(fd, &found) == 0 && S_ISREG(found.st_mode) ? (int64_t)found.st_size : 0, NULL);
    }
    return done;
}
int fsync(int fd) { return synced(fd, (int)syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return synced(fd, (int)syscall(SYS_fdatasync, fd)); }

/* --- how much is free: nothing, once the disk is full --- */

static int is_full(void) { return count && error_of == ENOSPC && at > 0 && *count >= at; }
static int told(int done, const struct statfs *found, struct statvfs64 *place) {
    if (done) return done;
    memset(place, 0, sizeof *place);
    place->f_bsize = found->f_bsize, place->f_frsize = found->f_frsize ? found->f_frsize : found->f_bsize;
    place->f_blocks = found->f_blocks, place->f_files = found->f_files, place->f_namemax = found->f_namelen;
    if (!is_full()) {
        place->f_bfree = found->f_bfree, place->f_bavail = found->f_bavail;
        place->f_ffree = found->f_ffree, place->f_favail = found->f_ffree;
    }
    return 0;
}
int statvfs64(const char *name, struct statvfs64 *place) {
    struct statfs found;
    return told((int)syscall(SYS_statfs, name, &found), &found, place);
}
int fstatvfs64(int fd, struct statvfs64 *place) {
    struct statfs found;
    return told((int)syscall(SYS_fstatfs, fd, &found), &found, place);
}
int statvfs(const char *name, struct statvfs *place) { return statvfs64(name, (struct statvfs64 *)place); }
int fstatvfs(int fd, struct statvfs *place) { return fstatvfs64(fd, (struct statvfs64 *)place); }

/* --- names --- */

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    char first[PATH_MAX], second[PATH_MAX];
    const char *path = below(from, old, first), *other = below(to, new, second);
    if ((path || other) && !allowed()) return -1;
    int done = (int)syscall(SYS_renameat2, from, old, to, new, flags);
    if (done == 0 && path && other) note('R', path, other, 0, 0, NULL);
    return done;
}
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return renameat2(from, old, to, new, 0); }

int unlinkat(int dir, const char *name, int flags) {
    char place[PATH_MAX];
    const char *path = below(dir, name, place);
    /* A full disk takes names away; a broken or closed one does not. */
    if (path && error_of != ENOSPC && !allowed()) return -1;
    int done = (int)syscall(SYS_unlinkat, dir, name, flags);
    if (done == 0 && path) note(flags & AT_REMOVEDIR ? 'D' : 'U', path, NULL, 0, 0, NULL);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

/* A second name of a file. */
int linkat(int from, const char *old, int to, const char *new, int flags) {
    char first[PATH_MAX], second[PATH_MAX];
    const char *path = below(from, old, first), *other = below(to, new, second);
    if (other && !allowed()) return -1;
    int done = (int)syscall(SYS_linkat, from, old, to, new, flags);
    if (done == 0 && path && other) note('H', path, other, 0, 0, NULL);
    return done;
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int mkdirat(int dir, const char *name, mode_t mode) {
    char place[PATH_MAX];
    const char *path = below(dir, name, place);
    if (path && !allowed()) return -1;
    int done = (int)syscall(SYS_mkdirat, dir, name, mode);
    if (done == 0 && path) note('K', path, NULL, 0, 0, NULL);
    return done;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }
