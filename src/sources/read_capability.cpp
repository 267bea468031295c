#include "sources/read_capability.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sources/byte_stream.hpp"
#include "sources/find_inputs.hpp"
#include "sources/image.hpp"

namespace lenscap::sources {
namespace {

/// The whole of standard input, which no map can be made of.
model::Result<std::string> read_pipe() {
  constexpr std::size_t most = std::size_t{256} * 1024 * 1024;
  auto stream = ByteStream::open("-", Hashing::none);
  if (!stream) return tl::unexpected(stream.error());
  std::string bytes;
  std::vector<std::uint8_t> block(256 * 1024);
  for (;;) {
    const auto n = stream->read(block);
    if (!n) return tl::unexpected(n.error());
    if (*n == 0) return bytes;
    if (bytes.size() + *n > most)
      return model::fail("more than 256 MiB on standard input", "-", "write it to a file, and name that");
    bytes.append(reinterpret_cast<const char*>(block.data()), *n);
  }
}

void take_over(model::CapabilityInput& input, ImageReading&& reading) {
  if (!reading.files.empty() || input.format.empty()) input.format = reading.format;
  input.bytes = reading.bytes;
  input.sha256 = reading.sha256;
  input.explained = reading.explained;
  input.encrypted = reading.encrypted;
  input.not_unpacked = std::move(reading.not_unpacked);
  for (const auto& [reason, count] : reading.skipped) input.skipped[reason] += count;
  for (ImageFact& fact : reading.facts) input.facts.emplace(std::move(fact.what), std::move(fact.value));
  for (ImageFile& file : reading.files)
    input.files.push_back({std::move(file.path), std::move(file.sha256), std::move(file.format), file.size});
  input.notes = std::move(reading.notes);
}

/// A file system is what a device runs from: a text in it is in that firmware, where the same text by itself is only a
/// maker's word. An archive may hold a development kit as well.
bool is_file_system(std::string_view format) {
  return format.starts_with("squashfs") || format.starts_with("ext") || format == "cpio";
}

void text_of_firmware_is_present(CapabilityReading& into, std::size_t from, const model::CapabilityInput& input) {
  std::vector<std::string> roots;
  for (const model::CapabilityFile& file : input.files)
    if (is_file_system(file.format)) roots.push_back(file.path + "!/");
  const bool all = is_file_system(input.format);
  for (std::size_t i = from; i < into.mentions.size(); ++i) {
    model::Mention& m = into.mentions[i];
    if (m.state != model::AnalyticsState::carried || (m.format != "text" && m.format != "key-values")) continue;
    if (all || std::any_of(roots.begin(), roots.end(), [&](const std::string& r) { return m.path.starts_with(r); }))
      m.state = model::AnalyticsState::present;
  }
}

/// One input, down to its members.
model::Result<model::CapabilityInput> read_file_alone(const Found& file, MarkerScan& scan, Layouts layouts,
                                                      CapabilityReading& into) {
  model::CapabilityInput input;
  input.name = file.name;
  const std::size_t from = into.mentions.size();
  const auto member = [&](const ImageMember& m) {
    const bool itself = m.path.find("!/") == m.path.npos;
    const MemberView view{input.name,
                          itself ? std::string_view{} : m.path,
                          {reinterpret_cast<const char*>(m.bytes.data()), m.bytes.size()},
                          m.offset,
                          m.seen,
                          m.size,
                          layouts};
    std::string format = read_member(view, scan, into, input);
    if (itself && m.offset == 0) input.format = std::move(format);
  };
  if (file.path == "-") {
    const auto bytes = read_pipe();
    if (!bytes) return tl::unexpected(bytes.error());
    take_over(input, read_image(std::as_bytes(std::span(bytes->data(), bytes->size())), file.name, {}, member));
    text_of_firmware_is_present(into, from, input);
    return input;
  }
  auto reading = read_image_file(file.path, file.name, {}, member);
  if (!reading) return tl::unexpected(reading.error());
  take_over(input, std::move(*reading));
  text_of_firmware_is_present(into, from, input);
  return input;
}

/// Files of one folder speak of one device, when just one of them names a model; folders below a device's folder too.
void share_models(CapabilityReading& reading, const std::map<std::string, std::string>& folder_of) {
  std::map<std::string, std::set<std::string>> models;
  for (const model::Mention& m : reading.mentions)
    if (!m.subject.empty() && m.place.starts_with('/')) models[folder_of.at(m.source)].insert(m.subject);
  for (const model::CapabilityInput& input : reading.inputs)
    if (const auto model = input.facts.find("model"); model != input.facts.end())
      models[folder_of.at(input.name)].insert(model->second);
  for (model::Mention& m : reading.mentions) {
    if (!m.subject.empty() || !m.path.empty() || !m.place.starts_with('/')) continue;
    for (std::string folder = folder_of.at(m.source); m.subject.empty();) {
      std::set<std::string> named;
      for (const auto& [where, names] : models)
        if (where == folder || where.starts_with(folder + "/")) named.insert(names.begin(), names.end());
      if (named.size() == 1) m.subject = *named.begin();
      const auto slash = folder.rfind('/');
      if (!named.empty() || slash == folder.npos) break;
      folder.resize(slash);
    }
  }
}

}  // namespace

CapabilityReading read_capability(const std::vector<std::string>& paths, MarkerScan& scan,
                                  const CapabilityProgress& progress, Layouts layouts) {
  CapabilityReading reading;
  Inputs inputs = find_inputs(paths, reading.unusable);
  if (inputs.files.size() == 1) look_at(inputs.files[0]);
  std::uint64_t total = 0, done = 0;
  for (const Found& file : inputs.files) total += file.size;
  std::map<std::string, std::string> folder_of;
  for (const Found& file : inputs.files) {
    folder_of[file.name] = file.folder;
    if (file.capture) {
      reading.captures.push_back(file.path);
      done += file.size;
      continue;
    }
    auto input = read_file_alone(file, scan, layouts, reading);
    if (input) reading.inputs.push_back(std::move(*input));
    else reading.unusable.push_back(input.error());
    done += file.size;
    if (progress) progress(done, total);
  }
  share_models(reading, folder_of);
  return reading;
}

}  // namespace lenscap::sources
