// tests/wire/text_messages.hpp: what the tests of text protocols share: damage, and real evidence where it is at hand.
#pragma once
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wire/field.hpp"
#include "wire/message_bytes.hpp"

namespace lenscap::wire::testing {

inline std::string_view view(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Whether `part` lies inside `whole`.
inline bool inside(std::string_view part, std::string_view whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// Calls `f(std::string_view)` with every prefix of `message`, every copy with one bit flipped, and with noise.
template <class F>
void damage(std::string_view message, F&& f) {
  const auto on_bytes = [&](std::span<const std::byte> bytes) { f(view(bytes)); };
  every_prefix(text(message), on_bytes);
  every_flip(text(message), on_bytes);
  for (std::uint32_t seed = 1; seed < 50; ++seed) f(view(noise(97, seed)));
}

/// Keeps `message` until the program ends: what parsers hand out aliases it.
inline std::string_view kept(std::string message) {
  static std::deque<std::string> all;
  return all.emplace_back(std::move(message));
}

/// The text of the first field called `name`; "" when there is none.
inline std::string said(const Fields& fields, std::string_view name) {
  for (const Field& field : fields)
    if (field.name == name) return std::string(field.text());
  return {};
}

/// All texts under one name, in order.
inline std::vector<std::string> all_said(const Fields& fields, std::string_view name) {
  std::vector<std::string> out;
  for (const Field& field : fields)
    if (field.name == name) out.emplace_back(field.text());
  return out;
}

/// A file of the shared evidence (its README says what is in it), empty optional where the evidence is not at hand.
inline std::optional<std::string> evidence(const std::string& path) {
  std::ifstream in(std::filesystem::path(LENSCAP_ROOT) / "../shared/evidence" / path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace lenscap::wire::testing

/// Reads evidence into `name`, or skips the test and says which file it lacks.
#define LENSCAP_EVIDENCE(name, path)                                   \
  const auto name##_file = ::lenscap::wire::testing::evidence(path);   \
  if (!name##_file) GTEST_SKIP() << "no evidence at hand: " << (path); \
  const std::string_view name = *name##_file
