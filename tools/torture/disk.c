/* Records what a program does to the files of one folder, and fails operations on request.
 *
 * Loaded with LD_PRELOAD; asleep until disk_begin() is called. Then each call that changes something
 * under the folder is done and written to the trace, in the order in which the calls returned: opening
 * (with what it created), closing, writing with its bytes, changing a size, syncing, renaming,
 * linking, removing, making a folder. disk_say() puts an acknowledgement between them. Reading is not
 * recorded, nor what is written through a mapping: SQLite maps only its -shm file, which is made anew
 * after a restart.
 *
 * With fail_at > 0 the fail_at-th such change fails with `error`; with `lasting`, all that follow too
 * (of a full disk only those that need room). A write that finds the disk full is done to its half
 * first. A negative `error` is a signal that the program gets before that change.
 *
 * A record is: struct head, then `first` bytes (a path or data), then `second` bytes (a second path).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char what;
    char flag;
    int16_t fd;
    uint32_t first;
    uint32_t second;
    uint32_t nothing;
    int64_t at;
};

enum { FILES = 1024 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int trace = -1;
static char ours[FILES];
static long changes, fail_at;
static int fail_error, fail_lasting;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length) {
        ssize_t done = syscall(SYS_write, trace, at, length);
        if (done <= 0) {
            if (done < 0 && errno == EINTR) continue;
            _exit(99); /* a trace with a gap proves nothing */
        }
        at += done;
        length -= (size_t)done;
    }
}

static void record(char what, char flag, int fd, int64_t at, const void *first, size_t a,
                   const char *second) {
    int before = errno;
    struct head head = {what, flag, (int16_t)fd, (uint32_t)a, second ? (uint32_t)strlen(second) : 0,
                        0, at};
    put(&head, sizeof head);
    if (a) put(first, a);
    if (second) put(second, strlen(second));
    errno = before;
}

static int is_ours(int fd) { return trace >= 0 && fd >= 0 && fd < FILES && ours[fd]; }

static int ends(const char *path, const char *with) {
    size_t a = strlen(path), b = strlen(with);
    return a >= b && !strcmp(path + a - b, with);
}

/* The absolute path; 1 if it lies in the folder and is not one that is only mapped. */
static int whole(int folder, const char *path, char *out) {
    if (trace < 0 || !path) return 0;
    if (path[0] == '/') {
        if (snprintf(out, PATH_MAX, "%s", path) >= PATH_MAX) return 0;
    } else {
        char base[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length < 0) return 0;
            base[length] = 0;
        }
        if (snprintf(out, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    if (strncmp(out, root, root_length)) return 0;
    return (out[root_length] == '/' || out[root_length] == 0) && !ends(out, "-shm");
}

/* The errno with which this change is to fail, 0 for none; called once a change. */
static int fails(int needs_room, int removes) {
    changes++;
    if (!fail_at || changes < fail_at) return 0;
    if (changes > fail_at && !fail_lasting) return 0;
    if (fail_error < 0) kill(getpid(), -fail_error);
    if (fail_error == ENOSPC && !needs_room) return 0;
    if (fail_error == EIO && removes) return 0;
    return fail_error;
}

__attribute__((visibility("default"))) int disk_begin(const char *folder, const char *into, long n,
                                                      int error, int lasting) {
    pthread_mutex_lock(&turn);
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    memset(ours, 0, sizeof ours);
    changes = 0;
    fail_at = n;
    fail_error = error;
    fail_lasting = lasting;
    trace = (int)syscall(SYS_openat, AT_FDCWD, into, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    pthread_mutex_unlock(&turn);
    return trace;
}

__attribute__((visibility("default"))) void disk_say(const char *text) {
    pthread_mutex_lock(&turn);
    if (trace >= 0) record('S', 0, -1, 0, text, strlen(text), NULL);
    pthread_mutex_unlock(&turn);
}

__attribute__((visibility("default"))) long disk_changes(void) { return changes; }

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    pthread_mutex_lock(&turn);
    int mine = whole(folder, path, full), fd = -1, refused = 0, fresh = 0, folder_itself = 0;
    if (mine) {
        struct stat found;
        int there = syscall(SYS_newfstatat, AT_FDCWD, full, &found, 0) == 0;
        folder_itself = there && S_ISDIR(found.st_mode);
        fresh = !there && (flags & O_CREAT);
        if (fresh || (flags & O_TRUNC)) refused = fails(fresh, 0);
    }
    if (refused) {
        errno = refused;
    } else {
        fd = (int)syscall(SYS_openat, folder, path, flags, mode);
        if (mine && fd >= 0) {
            char flag = folder_itself ? 'd' : fresh ? 'c' : flags & O_TRUNC ? 't' : 'o';
            if (fd < FILES) ours[fd] = 1;
            record('O', flag, fd, 0, full, strlen(full), NULL);
        }
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE(flags)                                                                                \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode = va_arg(rest, mode_t);                                                               \
        va_end(rest);                                                                              \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int creat(const char *path, mode_t mode) {
    return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int close(int fd) {
    if (!is_ours(fd)) return (int)syscall(SYS_close, fd);
    pthread_mutex_lock(&turn);
    record('C', 0, fd, 0, NULL, 0, NULL);
    ours[fd] = 0;
    int done = (int)syscall(SYS_close, fd);
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t at, int placed) {
    pthread_mutex_lock(&turn);
    int refused = fails(1, 0);
    size_t part = length;
    ssize_t done = -1;
    if (refused == ENOSPC && changes == fail_at && length > 1) {
        part = length / 2; /* the disk is full after the first half */
        refused = 0;
    }
    if (refused) {
        errno = refused;
    } else {
        if (!placed) at = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
        done = placed ? syscall(SYS_pwrite64, fd, bytes, part, at) : syscall(SYS_write, fd, bytes, part);
        if (done > 0) record('W', 0, fd, at, bytes, (size_t)done, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (!is_ours(fd)) return syscall(SYS_write, fd, bytes, length);
    return written(fd, bytes, length, 0, 0);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    if (!is_ours(fd)) return syscall(SYS_pwrite64, fd, bytes, length, at);
    return written(fd, bytes, length, at, 1);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    return pwrite(fd, bytes, length, (off_t)at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (!is_ours(fd)) return syscall(SYS_writev, fd, parts, count);
    return count ? written(fd, parts[0].iov_base, parts[0].iov_len, 0, 0) : 0; /* short: allowed */
}

/* Copies inside the kernel would pass unseen: callers fall back on reading and writing. */
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) {
    if (is_ours(out)) return errno = EINVAL, -1;
    return syscall(SYS_sendfile, out, in, at, length);
}
ssize_t sendfile(int out, int in, off_t *at, size_t length) {
    return sendfile64(out, in, (off64_t *)at, length);
}
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t length, unsigned flags) {
    if (is_ours(out)) return errno = EINVAL, -1;
    return syscall(SYS_copy_file_range, in, a, out, b, length, flags);
}
int posix_fallocate(int fd, off_t at, off_t length) {
    return is_ours(fd) ? EOPNOTSUPP : REAL(posix_fallocate)(fd, at, length);
}
int fallocate(int fd, int mode, off_t at, off_t length) {
    if (is_ours(fd)) return errno = EOPNOTSUPP, -1;
    return (int)syscall(SYS_fallocate, fd, mode, at, length);
}

static int resized(int fd, off_t size) {
    pthread_mutex_lock(&turn);
    int refused = fails(0, 0), done = -1;
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(SYS_ftruncate, fd, size);
        if (!done) record('T', 0, fd, size, NULL, 0, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t size) {
    return is_ours(fd) ? resized(fd, size) : (int)syscall(SYS_ftruncate, fd, size);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, (off_t)size); }
int truncate(const char *path, off_t size) {
    char full[PATH_MAX];
    if (!whole(AT_FDCWD, path, full)) return (int)syscall(SYS_truncate, path, size);
    int fd = open(path, O_WRONLY), done = -1;
    if (fd >= 0) {
        done = ftruncate(fd, size);
        close(fd);
    }
    return done;
}
int truncate64(const char *path, off64_t size) { return truncate(path, (off_t)size); }

static int synced(int fd, long how) {
    if (!is_ours(fd)) return (int)syscall(how, fd);
    pthread_mutex_lock(&turn);
    int refused = fails(0, 0), done = -1;
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(how, fd);
        if (!done) record('F', 0, fd, 0, NULL, 0, NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int renamed(int a, const char *from, int b, const char *to, unsigned flags) {
    char old[PATH_MAX], new[PATH_MAX];
    pthread_mutex_lock(&turn);
    int mine = whole(a, from, old), there = whole(b, to, new), done = -1;
    int refused = mine || there ? fails(0, 0) : 0;
    if (mine != there && !refused) refused = EXDEV; /* what comes from elsewhere is copied */
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(SYS_renameat2, a, from, b, to, flags);
        if (mine && !done) record('R', 0, -1, flags, old, strlen(old), new);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    return renamed(a, from, b, to, flags);
}

static int linked(int a, const char *from, int b, const char *to, int flags) {
    char old[PATH_MAX], new[PATH_MAX];
    pthread_mutex_lock(&turn);
    int mine = whole(a, from, old) && whole(b, to, new), done = -1;
    int refused = mine ? fails(1, 0) : 0;
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(SYS_linkat, a, from, b, to, flags);
        if (mine && !done) record('L', 0, -1, 0, old, strlen(old), new);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
    return linked(a, from, b, to, flags);
}

static int removed(int at, const char *path, int flags) {
    char full[PATH_MAX];
    pthread_mutex_lock(&turn);
    int mine = whole(at, path, full), done = -1;
    int refused = 0;
    if (mine) {
        struct stat found;
        int there = syscall(SYS_newfstatat, at, path, &found, AT_SYMLINK_NOFOLLOW) == 0;
        refused = there ? fails(0, 1) : 0;
    }
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(SYS_unlinkat, at, path, flags);
        if (mine && !done) record('U', flags & AT_REMOVEDIR ? 'd' : 'f', -1, 0, full, strlen(full), NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return removed(at, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

static int made(int at, const char *path, mode_t mode) {
    char full[PATH_MAX];
    pthread_mutex_lock(&turn);
    int mine = whole(at, path, full), done = -1, refused = 0;
    if (mine) {
        struct stat found;
        int there = syscall(SYS_newfstatat, at, path, &found, AT_SYMLINK_NOFOLLOW) == 0;
        refused = there ? 0 : fails(1, 0);
    }
    if (refused) {
        errno = refused;
    } else {
        done = (int)syscall(SYS_mkdirat, at, path, mode);
        if (mine && !done) record('M', 0, -1, 0, full, strlen(full), NULL);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { return made(at, path, mode); }
