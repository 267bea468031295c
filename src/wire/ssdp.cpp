#include "wire/ssdp.hpp"

namespace lenscap::wire {

std::optional<Ssdp> parse_ssdp(std::string_view bytes) noexcept {
  const auto head = parse_http(bytes);
  if (!head || head->rtsp()) return std::nullopt;
  Ssdp out;
  out.head = *head;
  if (head->response) {
    // An answer must carry ST and USN; an HTTP server's answer has neither.
    if (head->status != 200 || head->header("USN").empty()) return std::nullopt;
    out.kind = SsdpKind::answer;
    out.target = head->header("ST");
  } else if (head->method == "NOTIFY" && head->target == "*") {
    const std::string_view what = head->header("NTS");
    out.kind = same_name(what, "ssdp:byebye") ? SsdpKind::byebye : SsdpKind::alive;
    out.target = head->header("NT");
  } else if (head->method == "M-SEARCH") {
    out.kind = SsdpKind::search;
    out.target = head->header("ST");
  } else {
    return std::nullopt;
  }
  out.usn = head->header("USN");
  out.server = head->header("SERVER");
  out.location = head->header("LOCATION");
  out.user_agent = head->header("USER-AGENT");
  out.x_user_agent = head->header("X-User-Agent");
  return out;
}

}  // namespace lenscap::wire
