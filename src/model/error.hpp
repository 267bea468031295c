// model/error.hpp: errors as values. An Error says what went wrong, where, and what to do about it.
#pragma once
#include <string>
#include <tl/expected.hpp>

namespace lenscap::model {

struct Error {
  std::string what;   ///< one sentence, no trailing dot: "record of 16711424 bytes in a file of 385"
  std::string where;  ///< file and place: "damaged.pcap, offset 196"; empty when there is none
  std::string todo;   ///< what the user can do; empty when there is nothing to do
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string what, std::string where = {}, std::string todo = {}) {
  return tl::unexpected<Error>(Error{std::move(what), std::move(where), std::move(todo)});
}

/// "where: what; todo" on one line, for standard error.
std::string to_line(const Error& error);

}  // namespace lenscap::model
