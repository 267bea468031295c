#include "makecap/soap_message.hpp"

namespace makecap {

namespace {

std::string element(const std::string& name, const std::string& value) {
  return value.empty() ? std::string() : "<" + name + ">" + value + "</" + name + ">";
}

}  // namespace

Bytes discovery_message(const Discovery& d) {
  const std::string space = "http://schemas.xmlsoap.org/ws/2005/04/discovery";
  Bytes out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
      " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" xmlns:d=\"" +
      space +
      "\""
      " xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\" xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\">"
      "<s:Header>";
  out += element("a:MessageID", "urn:uuid:" + d.id);
  if (!d.relates_to.empty()) out += element("a:RelatesTo", "urn:uuid:" + d.relates_to);
  out += element("a:To", d.relates_to.empty() ? "urn:schemas-xmlsoap-org:ws:2005:04:discovery"
                                              : "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous");
  out += element("a:Action", space + "/" + d.message);
  out += "</s:Header><s:Body>";
  const std::string match = d.message == "ProbeMatches" ? "d:ProbeMatch" : "";
  out += "<d:" + d.message + ">" + (match.empty() ? "" : "<" + match + ">");
  if (!d.endpoint.empty())
    out += "<a:EndpointReference>" + element("a:Address", "urn:uuid:" + d.endpoint) + "</a:EndpointReference>";
  out += element("d:Types", d.types) + element("d:Scopes", d.scopes) + element("d:XAddrs", d.xaddrs);
  if (!d.endpoint.empty()) out += element("d:MetadataVersion", "1");
  out += (match.empty() ? "" : "</" + match + ">") + ("</d:" + d.message + "></s:Body></s:Envelope>");
  return out;
}

}  // namespace makecap
