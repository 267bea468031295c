#include "sources/read_capability.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sources/byte_stream.hpp"
#include "sources/find_inputs.hpp"

namespace lenscap::sources {
namespace {

/// A plain file that is read whole.
constexpr std::size_t most_file = std::size_t{256} * 1024 * 1024;

struct Whole {
  std::string bytes, sha256;
  std::uint64_t raw = 0;
  bool cut = false;
};

model::Result<Whole> read_whole(const std::string& path) {
  auto stream = ByteStream::open(path, Hashing::inline_);
  if (!stream) return tl::unexpected(stream.error());
  Whole out;
  std::vector<std::uint8_t> block(256 * 1024);
  for (;;) {
    const auto n = stream->read(block);
    if (!n) {
      if (out.bytes.empty()) return tl::unexpected(n.error());
      out.cut = true;
      break;
    }
    if (*n == 0) break;
    if (out.bytes.size() + *n > most_file) {
      out.cut = true;
      break;
    }
    out.bytes.append(reinterpret_cast<const char*>(block.data()), *n);
  }
  out.sha256 = stream->finish();
  out.raw = stream->raw_bytes();
  return out;
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
  const Inputs inputs = find_inputs(paths, reading.unusable);
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
    auto whole = read_whole(file.path);
    if (!whole) {
      reading.unusable.push_back(whole.error());
      continue;
    }
    model::CapabilityInput input;
    input.name = file.name;
    input.sha256 = whole->sha256;
    input.bytes = whole->raw;
    if (whole->cut) ++input.skipped["the file is damaged or larger than 256 MiB: its end was not read"];
    const MemberView member{input.name, {}, whole->bytes, 0, 0, layouts};
    input.format = read_member(member, scan, reading, input);
    input.explained = input.format == "data" ? 0 : input.bytes;
    reading.inputs.push_back(std::move(input));
    done += file.size;
    if (progress) progress(done, total);
  }
  share_models(reading, folder_of);
  return reading;
}

}  // namespace lenscap::sources
