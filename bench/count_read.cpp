// bench/count_read.cpp: the same walk with read(2) into a reused block of 256 KiB: what the disk and the page cache
// allow.
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const int fd = open(argv[1], O_RDONLY);
  if (fd < 0) {
    std::perror(argv[1]);
    return 2;
  }
  constexpr std::size_t block = 256 * 1024;
  std::vector<std::uint8_t> buffer(2 * block);
  std::size_t begin = 0, end = 0;
  unsigned long packets = 0, bytes = 0;
  bool header = true;
  for (;;) {
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    const ssize_t n = read(fd, buffer.data() + end, block);
    if (n <= 0) break;
    end += static_cast<std::size_t>(n);
    if (header) begin = 24, header = false;
    while (end - begin >= 16) {
      std::uint32_t kept;
      std::memcpy(&kept, &buffer[begin + 8], 4);
      if (end - begin < 16 + kept) break;
      ++packets;
      bytes += kept;
      begin += 16 + kept;
    }
  }
  std::printf("%lu packets, %lu bytes\n", packets, bytes);
}
