#include "sources/image.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "sources/image_walk.hpp"

namespace lenscap::sources {

namespace {

ImageReading read(std::span<const std::byte> bytes, const ImageHoles& holes, const std::string& name,
                  const ImageLimits& limits, const ImageMemberHandler& member, bool mapped) {
  ImageReading reading;
  ImageBudget budget(limits, bytes.size());
  if (mapped) budget.add_map(bytes);
  ImageWalk walk(budget, reading, member);
  reading.bytes = bytes.size();
  reading.sha256 = walk.hash(bytes, holes);
  const ImageShare share = walk.blob(image_label(name), bytes, 0, holes, reading.format);
  const auto whole = [&](double n) {
    return std::min(reading.bytes, static_cast<std::uint64_t>(std::llround(std::max(n, 0.0))));
  };
  reading.explained = whole(share.explained);
  reading.encrypted = whole(share.encrypted);
  for (const auto& [format, n] : share.not_unpacked) reading.not_unpacked[format] = whole(n);
  budget.tell(reading);
  return reading;
}

}  // namespace

ImageReading read_image(std::span<const std::byte> bytes, const std::string& name, const ImageLimits& limits,
                        const ImageMemberHandler& member) {
  return read(bytes, {}, name, limits, member, false);
}

model::Result<ImageReading> read_image_file(const std::string& path, const std::string& name, const ImageLimits& limits,
                                            const ImageMemberHandler& member) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return model::fail(std::string("cannot be opened: ") + std::strerror(errno), path);
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(file);
    return model::fail("is no plain file", path, "copy it into one first");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const map = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  const ImageHoles holes = ImageHoles::of_file(file, size);
  ::close(file);
  if (map == MAP_FAILED) return model::fail(std::string("cannot be mapped: ") + std::strerror(errno), path);
  ImageReading reading = read({static_cast<const std::byte*>(map), size}, holes, name, limits, member, true);
  if (map != nullptr) ::munmap(map, size);
  return reading;
}

}  // namespace lenscap::sources
