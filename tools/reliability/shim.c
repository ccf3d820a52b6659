/*
 * What a process does to files below DISK_ROOT, for tools/reliability: written down (DISK_LOG), or ended by SIGKILL before the
 * operation DISK_KILL (from 1 on), with half of it done where it is a write. Preloaded; Linux. Operations are counted per process.
 *
 * A record is a line "OP OFFSET SIZE PATH" and SIZE bytes behind it: O (opened; 1 created, 2 cut to nothing, 3 both), W (written),
 * T (cut to SIZE; no bytes follow), F (put on the disk), R (renamed; the bytes are the new name), U (removed).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static char *paths[FILES];
static const char *root, *logged;
static long kill_at;
static atomic_long count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  root = getenv("DISK_ROOT");
  logged = getenv("DISK_LOG");
  kill_at = getenv("DISK_KILL") ? atol(getenv("DISK_KILL")) : 0;
}

/* The whole path, where it lies below the root; else NULL. */
static const char *below(const char *path, char *whole) {
  if (!root || !path) return NULL;
  if (path[0] == '/') snprintf(whole, PATH_MAX, "%s", path);
  else {
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here)) return NULL;
    snprintf(whole, PATH_MAX, "%.2000s/%.2000s", here, path);
  }
  return strncmp(whole, root, strlen(root)) == 0 ? whole : NULL;
}

static const char *known(int fd) { return fd >= 0 && fd < FILES ? paths[fd] : NULL; }

static void record(char op, long long offset, size_t size, const char *path, const void *bytes) {
  if (!logged) return;
  char head[PATH_MAX + 64];
  int length = snprintf(head, sizeof head, "%c %lld %zu %s\n", op, offset, size, path);
  struct iovec parts[2] = {{head, (size_t)length}, {(void *)bytes, bytes ? size : 0}};
  pthread_mutex_lock(&lock);
  int fd = REAL(int, "open64", const char *, int, mode_t)(logged, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || REAL(ssize_t, "writev", int, const struct iovec *, int)(fd, parts, 2) < 0) abort();
  REAL(int, "close", int)(fd);
  pthread_mutex_unlock(&lock);
}

/* Whether the process is to end now. */
static int due(void) { return atomic_fetch_add(&count, 1) + 1 == kill_at; }
static void end(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  char whole[PATH_MAX];
  const char *at = below(path, whole);
  int there = at && access(at, F_OK) == 0;
  int changes = at && ((!there && (flags & O_CREAT)) || (there && (flags & O_TRUNC)));
  if (changes && due()) end();
  int fd = REAL(int, name, const char *, int, mode_t)(path, flags, mode);
  if (at && fd >= 0 && fd < FILES) {
    free(paths[fd]);
    paths[fd] = strdup(at);
    if (changes) record('O', (there ? 0 : 1) + ((flags & O_TRUNC) ? 2 : 0), 0, at, NULL);
  }
  return fd;
}

#define OPEN(name)                                              \
  int name(const char *path, int flags, ...) {                  \
    mode_t mode = 0;                                            \
    if (flags & (O_CREAT | __O_TMPFILE)) {                      \
      va_list rest;                                             \
      va_start(rest, flags);                                    \
      mode = va_arg(rest, mode_t);                              \
      va_end(rest);                                             \
    }                                                           \
    return opened(#name, path, flags, mode);                    \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < FILES) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  return REAL(int, "close", int)(fd);
}

/* Where the next byte goes, unless an offset is given. */
static long long place(int fd, long long given) {
  if (given >= 0) return given;
  return fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
}

static ssize_t put(int fd, const void *bytes, size_t size, long long offset) {
  if (offset < 0) return REAL(ssize_t, "write", int, const void *, size_t)(fd, bytes, size);
  return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, bytes, size, offset);
}

static ssize_t written(int fd, const void *bytes, size_t size, long long offset) {
  const char *path = known(fd);
  if (!path) return put(fd, bytes, size, offset);
  if (due()) {
    put(fd, bytes, size / 2, offset);
    end();
  }
  long long at = place(fd, offset);
  ssize_t done = put(fd, bytes, size, offset);
  if (done > 0) record('W', at, (size_t)done, path, bytes);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t size) { return written(fd, bytes, size, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) { return written(fd, bytes, size, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) { return written(fd, bytes, size, offset); }

ssize_t writev(int fd, const struct iovec *parts, int n) {
  if (!known(fd)) return REAL(ssize_t, "writev", int, const struct iovec *, int)(fd, parts, n);
  ssize_t total = 0;
  for (int i = 0; i < n; i++) {
    ssize_t done = written(fd, parts[i].iov_base, parts[i].iov_len, -1);
    if (done < 0) return total > 0 ? total : done;
    total += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return total;
}

static int synced(const char *name, int fd) {
  const char *path = known(fd);
  if (path && due()) end();
  int status = REAL(int, name, int)(fd);
  if (path && status == 0) record('F', 0, 0, path, NULL);
  return status;
}
int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }

static int cut(const char *name, int fd, off64_t size) {
  const char *path = known(fd);
  if (path && due()) end();
  int status = REAL(int, name, int, off64_t)(fd, size);
  if (path && status == 0) record('T', 0, (size_t)size, path, NULL);
  return status;
}
int ftruncate(int fd, off_t size) { return cut("ftruncate64", fd, size); }
int ftruncate64(int fd, off64_t size) { return cut("ftruncate64", fd, size); }

int rename(const char *from, const char *to) {
  char old[PATH_MAX], now[PATH_MAX];
  const char *at = below(from, old), *target = below(to, now);
  if (at && target && due()) end();
  int status = REAL(int, "rename", const char *, const char *)(from, to);
  if (at && target && status == 0) record('R', 0, strlen(target), at, target);
  return status;
}

int unlink(const char *path) {
  char whole[PATH_MAX];
  const char *at = below(path, whole);
  if (at && access(at, F_OK) == 0 && due()) end();
  int status = REAL(int, "unlink", const char *)(path);
  if (at && status == 0) record('U', 0, 0, at, NULL);
  return status;
}
