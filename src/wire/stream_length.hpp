// wire/stream_length.hpp: where the next message of a byte stream ends.
//
// Reassembly asks this of the first bytes that it holds, and waits, hands the message on, or gives the stream up.
#pragma once
#include <cstddef>
#include <cstdint>

namespace lenscap::wire {

struct StreamLength {
  enum class Is : std::uint8_t {
    other,    ///< these bytes do not begin a message of this protocol
    partial,  ///< they may: more is needed
    whole     ///< a whole message is there
  };
  Is is = Is::other;
  std::size_t length = 0;  ///< of the message in bytes, with its header; 0 while the length field itself is missing
};

}  // namespace lenscap::wire
