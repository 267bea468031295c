// The image is placed by the assembler: compilers take minutes over an array of megabytes, and std::embed is not C++20.
#include "knowledge/builtin.hpp"

#include "knowledge/image.hpp"
#include "knowledge/registry.hpp"
#include "knowledge/registry_table.hpp"

asm(".pushsection .rodata\n"
    ".balign 64\n"
    ".global lenscap_knowledge_image\n"
    ".hidden lenscap_knowledge_image\n"
    "lenscap_knowledge_image:\n"
    ".incbin \"" LENSCAP_KNOWLEDGE_IMAGE
    "\"\n"
    ".global lenscap_knowledge_image_end\n"
    ".hidden lenscap_knowledge_image_end\n"
    "lenscap_knowledge_image_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
[[gnu::visibility("hidden")]] extern const char lenscap_knowledge_image[];
[[gnu::visibility("hidden")]] extern const char lenscap_knowledge_image_end[];
}

namespace lenscap::knowledge {

std::string_view builtin_image() noexcept {
  return {lenscap_knowledge_image, static_cast<std::size_t>(lenscap_knowledge_image_end - lenscap_knowledge_image)};
}

model::Result<Knowledge> load_builtin() { return read_image(builtin_image()); }

Block find_block(model::Mac mac) { return find_block_in(registry_of(builtin_image()), mac); }

std::string_view registry_edition() { return edition_of(registry_of(builtin_image())); }

RegistryChanges registry_changes() { return changes_of(registry_of(builtin_image())); }

}  // namespace lenscap::knowledge
