#include "sources/lzo1x.hpp"

#include <cstring>

namespace lenscap::sources {

namespace {

class Lzo {
 public:
  Lzo(std::span<const std::uint8_t> in, std::span<std::uint8_t> out) : in_(in), out_(out) {}

  std::optional<std::size_t> run() {
    if (in_.empty()) return {};
    unsigned before = 0;  // octets that stood before this instruction: 0 to 3, 4 for more
    if (in_[0] > 17) {
      const unsigned count = in_[0] - 17u;
      ++at_;
      if (!stand(count)) return {};
      before = count < 4 ? count : 4;
    }
    while (at_ < in_.size()) {
      const unsigned op = in_[at_++];
      std::size_t length = 0, distance = 0;
      unsigned after = op & 3;
      if (op >= 64) {
        if (at_ == in_.size()) return {};
        length = (op >> 5) + 1;
        distance = (std::size_t{in_[at_++]} << 3) + ((op >> 2) & 7) + 1;
      } else if (op >= 16) {
        const bool near = op >= 32;
        const auto more = near ? run_length(op & 31, 31) : run_length(op & 7, 7);
        if (!more || in_.size() - at_ < 2) return {};
        const unsigned word = in_[at_] | unsigned{in_[at_ + 1]} << 8;
        at_ += 2;
        length = 2 + *more;
        after = word & 3;
        distance = near ? (word >> 2) + 1 : 16384 + (std::size_t{op & 8} << 11) + (word >> 2);
        if (distance == 16384 && !near) return made_;  // the end
      } else if (before == 0) {
        const auto count = run_length(op, 15);
        if (!count || !stand(*count + 3)) return {};
        before = 4;
        continue;
      } else {
        if (at_ == in_.size()) return {};
        distance = (std::size_t{in_[at_++]} << 2) + (op >> 2) + (before == 4 ? 2049 : 1);
        length = before == 4 ? 3 : 2;
      }
      if (!copy(length, distance) || !stand(after)) return {};
      before = after;
    }
    return {};
  }

 private:
  /// A length that did not fit its bits (0 there): the most they hold, 255 for each zero octet, and the octet behind.
  std::optional<std::size_t> run_length(unsigned bits, std::size_t most) {
    if (bits != 0) return bits;
    std::size_t length = most;
    while (at_ < in_.size() && in_[at_] == 0) {
      length += 255;
      ++at_;
    }
    if (at_ == in_.size()) return {};
    return length + in_[at_++];
  }

  bool stand(std::size_t count) {
    if (count > in_.size() - at_ || count > out_.size() - made_) return false;
    if (count != 0) std::memcpy(&out_[made_], &in_[at_], count);
    at_ += count;
    made_ += count;
    return true;
  }

  bool copy(std::size_t count, std::size_t distance) {
    if (distance > made_ || count > out_.size() - made_) return false;
    for (; count != 0; --count, ++made_) out_[made_] = out_[made_ - distance];  // may overlap: a run
    return true;
  }

  std::span<const std::uint8_t> in_;
  std::span<std::uint8_t> out_;
  std::size_t at_ = 0, made_ = 0;
};

}  // namespace

std::optional<std::size_t> unpack_lzo1x(std::span<const std::uint8_t> in, std::span<std::uint8_t> out) {
  return Lzo(in, out).run();
}

}  // namespace lenscap::sources
