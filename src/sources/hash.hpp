// sources/hash.hpp: SHA-256 of an input while it is read: on the reading thread, on a thread of its own, or not at all.
//
// On video, hashing costs more than everything else (about 2 GB/s a core), so with two cores it runs beside the parser
// on copies of the blocks; a copy costs a tenth of the hash.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace lenscap::sources {

enum class Hashing : std::uint8_t { none, inline_, threaded };

class InputHash {
 public:
  explicit InputHash(Hashing how);
  ~InputHash();
  InputHash(InputHash&&) noexcept;
  InputHash(const InputHash&) = delete;

  void update(std::span<const std::uint8_t> block);
  /// Lower-case hex of all that was given; "" for Hashing::none. Ends the thread. Call once.
  std::string finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::sources
