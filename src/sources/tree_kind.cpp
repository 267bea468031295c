// Whose document a tree is, told by what it holds.
#include <algorithm>
#include <array>

#include "sources/tree_meaning.hpp"

namespace lenscap::sources {
namespace {

bool is_declaration(const TreeNode& node) { return node.name.starts_with("xmlns") || node.name.starts_with("@xmlns"); }

bool declares(const DocumentTree& tree, std::initializer_list<std::string_view> parts) {
  return std::any_of(tree.nodes().begin(), tree.nodes().end(), [&](const TreeNode& node) {
    return is_declaration(node) && std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
             return node.value.find(part) != node.value.npos;
           });
  });
}

bool any_name(const DocumentTree& tree, auto test) {
  return std::any_of(tree.nodes().begin(), tree.nodes().end(),
                     [&](const TreeNode& node) { return test(local_name(node.name)); });
}

}  // namespace

std::string_view to_string(DocumentKind kind) {
  constexpr std::array<std::string_view, 10> names = {"isapi", "isapi-event", "onvif", "onvif-stream", "schema",
                                                      "viid",  "lapi",        "dahua", "xiongmai",     "document"};
  return names[static_cast<std::size_t>(kind)];
}

DocumentKind kind_of(const DocumentTree& tree) {
  const std::string_view root = local_name(tree.node(1).name);
  if (one_of(root, {"schema", "definitions", "$schema", "openapi", "swagger"}) || tree.has("$schema"))
    return DocumentKind::schema;
  if (any_name(tree, [](std::string_view n) { return n == "EventNotificationAlert"; }))
    return DocumentKind::isapi_event;
  const bool onvif = declares(tree, {"www.onvif.org"});
  if (onvif && any_name(tree, [](std::string_view n) { return one_of(n, {"MetadataStream", "NotificationMessage"}); }))
    return DocumentKind::onvif_stream;
  if (onvif) return DocumentKind::onvif;
  if (declares(tree, {"hikvision.com/ver", "isapi.org/ver", "std-cgi.com/ver", "std-cgi.org/ver"}) ||
      any_name(tree, [](std::string_view n) { return n == "DeviceCap" || n == "EventTriggerList"; }))
    return DocumentKind::isapi;
  if (any_name(tree, [](std::string_view n) {
        return one_of(n, {"FaceListObject", "PersonListObject", "FaceObject", "PersonObject"});
      }))
    return DocumentKind::viid;
  if (tree.first_value("ResponseURL").starts_with("/LAPI/")) return DocumentKind::lapi;
  if (any_name(tree, [](std::string_view n) { return n.starts_with("isSupport"); })) return DocumentKind::isapi;
  if (tree.has("params") && (tree.has("result") || tree.has("session"))) return DocumentKind::dahua;
  if (tree.has("SessionID") && tree.has("Ret")) return DocumentKind::xiongmai;
  return DocumentKind::other;
}

std::string model_in(const DocumentTree& tree) {
  for (std::uint32_t n = 1; n < tree.nodes().size(); ++n) {
    const std::string_view name = local_name(tree.node(n).name);
    if (!one_of(name, {"DeviceInfo", "GetDeviceInformationResponse"})) continue;
    for (const std::string_view key : {"model", "Model", "DeviceModel"})
      if (const auto child = tree.child(n, key); child && !tree.node(*child).value.empty())
        return std::string(tree.node(*child).value.substr(0, 128));
  }
  return {};
}

}  // namespace lenscap::sources
