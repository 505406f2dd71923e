// A program that does what its words say, one after the other; for what is preloaded into it. It allocates
// before main too. Its last line is the number of the blocks that it allocates for ever, so that none can be
// optimised away.
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>

namespace {

int kept = 0;

void keep(void* block) {
  static void* volatile last = nullptr;
  last = block;
  kept += last != nullptr ? 1 : 0;
}

[[gnu::constructor]] void allocate_before_main() { keep(std::malloc(100)); }

void* allocate_often(void*) {
  for (int i = 0; i < 1000; ++i) std::free(std::realloc(std::malloc(10), 20));
  return nullptr;
}

void run_threads() {
  pthread_t threads[4];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, allocate_often, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
}

// The child ends as the word says: "exit", "_exit", or after a fork of its own.
void run_child(const char* end) {
  const pid_t child = fork();
  if (child == 0) {
    keep(std::malloc(5000));
    if (std::strcmp(end, "grandchild") == 0) {
      if (fork() == 0) _exit(0);
      wait(nullptr);
    }
    if (std::strcmp(end, "_exit") == 0) _exit(0);
    std::exit(0);
  }
  waitpid(child, nullptr, 0);
}

// Forks again and again, and prints how long one took with its child's end.
void time_forks() {
  constexpr int forks = 300;
  timespec begun{};
  timespec ended{};
  clock_gettime(CLOCK_MONOTONIC, &begun);
  for (int i = 0; i < forks; ++i) {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, nullptr, 0);
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  const long ns = (ended.tv_sec - begun.tv_sec) * 1'000'000'000 + ended.tv_nsec - begun.tv_nsec;
  std::printf("fork_ns %ld\n", ns / forks);
}

// The known calls of the counter's test: see KNOWN there.
void make_known_calls() {
  keep(std::malloc(0));
  for (int i = 0; i < 7; ++i) std::free(std::malloc(24));
  for (int i = 0; i < 3; ++i) keep(std::calloc(10, 100));
  void* grown = nullptr;
  for (const std::size_t bytes : {1024U, 1025U, 5000U}) grown = std::realloc(grown, bytes);
  std::free(grown);
  std::free(nullptr);
  keep(std::malloc(1U << 20));
}

void use_operators() {
  constexpr std::align_val_t line{64};
  ::operator delete(::operator new(200));
  ::operator delete[](::operator new[](300), std::size_t{300});
  ::operator delete(::operator new(700, line), line);
}

void print_descriptors() {
  std::printf("descriptors");
  for (int fd = 0; fd < 100; ++fd)
    if (fcntl(fd, F_GETFD) != -1) std::printf(" %d", fd);
  std::printf("\n");
}

void print_resident_kib() {
  char line[256];
  std::FILE* const status = std::fopen("/proc/self/status", "r");
  while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr)
    if (std::strncmp(line, "VmHWM:", 6) == 0) std::printf("resident_kib %ld\n", std::atol(line + 6));
  if (status != nullptr) std::fclose(status);
}

void do_word(const char* word) {
  if (std::strcmp(word, "threads") == 0) run_threads();
  if (std::strncmp(word, "fork-", 5) == 0) run_child(word + 5);
  if (std::strcmp(word, "time-forks") == 0) time_forks();
  if (std::strcmp(word, "known") == 0) make_known_calls();
  if (std::strcmp(word, "operators") == 0) use_operators();
  if (std::strcmp(word, "descriptors") == 0) print_descriptors();
  if (std::strcmp(word, "resident") == 0) print_resident_kib();
  if (std::strcmp(word, "errno") == 0) std::printf("errno %d\n", errno);
  if (std::strcmp(word, "close-all") == 0)
    for (int fd = 0; fd < 100; ++fd) close(fd);
  if (std::strcmp(word, "_exit") == 0) _exit(0);
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) do_word(argv[i]);
  std::printf("kept %d\n", kept);
  return 0;
}
