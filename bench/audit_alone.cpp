// What egress costs beside identity: the same audit of one capture, one thread, no hash, with traffic and without, in
// one program, so that nothing else differs.
//   audit_alone identity|egress CAPTURE
#include <cstdio>
#include <string_view>

#include "assess/audit.hpp"
#include "knowledge/knowledge.hpp"
#include "sources/inputs.hpp"

int main(int argc, char** argv) {
  using namespace lenscap;
  const std::string_view what = argc == 3 ? argv[1] : "";
  if (what != "identity" && what != "egress") {
    std::fputs("audit_alone identity|egress CAPTURE\n", stderr);
    return 2;
  }
  const auto knowledge = knowledge::load_builtin();
  if (!knowledge) return 2;
  knowledge::Matcher matcher(*knowledge);
  sources::ReadOptions options;
  options.hash = false;
  options.traffic = what == "egress";
  auto read = sources::read_inputs({argv[2]}, matcher, options);
  if (!read.unusable.empty()) return 2;
  const auto c = assess::audit(std::move(read.evidence), *knowledge, {}, options.traffic ? &read.traffic : nullptr);
  std::printf("devices %zu\nflows %zu\n", c.subjects.size(), c.flows.size());
  return 0;
}
