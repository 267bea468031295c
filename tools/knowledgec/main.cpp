// knowledgec DATA IMAGE: compiles data/ into the image that the program carries. Part of the build.
//
// Everything wrong with the files is printed, not just the first; what check() finds is left to the tests, so that half
// a day's work on an example does not stop a build.
#include <fmt/core.h>

#include <cstdio>
#include <string>
#include <vector>

#include "knowledge/image.hpp"
#include "knowledge/loader.hpp"
#include "knowledge/registry_table.hpp"

namespace {

namespace knowledge = lenscap::knowledge;
namespace model = lenscap::model;

constexpr std::size_t max_registry_bytes = 16 << 20;

model::Result<std::string> compile(const std::string& data, std::vector<model::Error>& errors) {
  const auto layer = knowledge::put_on_top({}, knowledge::load_layer(data, errors));
  const std::string table = data + "/registry/oui.tsv", list = data + "/registry/changes.tsv";
  const auto changes = knowledge::read_file(list, list, max_registry_bytes).and_then([&](const std::string& tsv) {
    return knowledge::last_changes(tsv, list);
  });
  if (!changes) return tl::unexpected(changes.error());
  return knowledge::read_file(table, table, max_registry_bytes)
      .and_then([&](const std::string& tsv) { return knowledge::compile_registry(tsv, table, *changes); })
      .map([&](const std::string& registry) { return knowledge::write_image(layer, registry); });
}

/// An unchanged image keeps its time, so that nothing is built again for it.
bool write_if_different(const std::string& path, const std::string& image) {
  if (const auto old = knowledge::read_file(path, path, image.size()); old && *old == image) return true;
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool written = std::fwrite(image.data(), 1, image.size(), file) == image.size();
  return (std::fclose(file) == 0) && written;
}

int say(const std::vector<model::Error>& errors) {
  for (const model::Error& error : errors) fmt::print(stderr, "{}\n", model::to_line(error));
  return errors.empty() ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2) return say(knowledge::check_directory(argv[1]));
  if (argc != 3) {
    fmt::print(stderr, "knowledgec DATA [IMAGE]\n");
    return 2;
  }
  std::vector<model::Error> errors;
  const auto image = compile(argv[1], errors);
  if (!image) errors.push_back(image.error());
  if (!errors.empty()) return say(errors);
  if (!write_if_different(argv[2], *image)) {
    fmt::print(stderr, "knowledgec: {} cannot be written\n", argv[2]);
    return 2;
  }
  return 0;
}
