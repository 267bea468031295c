// model/kind_table.hpp: the one table of observation kinds. Included by model/kind.hpp only.
#pragma once
#include <array>
#include <stdexcept>

#include "model/kind.hpp"

namespace lenscap::model {

namespace detail {
using enum EvidenceClass;
inline constexpr auto A = Keep::always;
inline constexpr auto B = Keep::bounded;

inline constexpr auto kinds = std::to_array<KindInfo>({
    // Link and network layer
    {"eth.block", address, B, 1, false, "organisation that the address registry gives for the hardware address"},
    // Hikvision SADP, UDP 37020 and Ethernet type 0x8033
    {"sadp.message", protocol, A, 0, false, "SADP answer or announcement, by its Types"},
    {"sadp.frame", protocol, A, 0, false, "SADP version 1 frame of a device (Ethernet type 0x8033)"},
    {"sadp.devicetype", none, A, 0, false, "class code of the device"},
    {"sadp.devicedescription", description, A, 0, true, "model or class of the device"},
    {"sadp.devicesn", serial, A, 0, true, "serial number"},
    {"sadp.mac", none, A, 0, true, "hardware address as the device states it"},
    {"sadp.ipv4address", none, A, 0, true, "address as the device states it"},
    {"sadp.softwareversion", firmware, A, 0, true, "firmware version and build date"},
    {"sadp.dspversion", none, A, 0, true, "encoder version and build date"},
    {"sadp.analogchannelnum", none, A, 0, true, "analogue channels (more than 0: recorder)"},
    {"sadp.digitalchannelnum", none, A, 0, true, "network channels (more than 0: recorder)"},
    {"sadp.activated", none, A, 0, true, "false: still without an administrator password"},
    {"sadp.oeminfo", name, A, 0, true, "OEM marker of a relabelled unit"},
    {"sadp.oemcode", none, A, 0, true, "OEM code"},
    {"sadp.hcplatformenable", setting, A, 0, true, "Hik-Connect cloud switched on"},
    // Dahua DHIP (UDP 37810), DVRIP (UDP 5050), TCP 37777
    {"dhip.method", protocol, A, 0, false, "DHIP answer of a device, by its method"},
    {"dhip.deviceclass", none, A, 0, true, "IPC, NVR, HCVR, XVR, VTO …"},
    {"dhip.devicetype", description, A, 0, true, "model"},
    {"dhip.detailtype", description, A, 0, true, "model in detail"},
    {"dhip.serialno", serial, A, 0, true, "serial number"},
    {"dhip.vendor", description, A, 0, true, "maker slot: Dahua, General, Private or an OEM's name"},
    {"dhip.manufacturer", name, A, 0, true, "brand slot: Private means unbranded"},
    {"dhip.version", firmware, A, 0, true, "firmware version"},
    {"dhip.machinename", name, A, 0, true, "device name; by default the serial number"},
    {"dhip.mac", none, A, 0, true, "hardware address as the device states it"},
    {"dhip.ipv4address", none, A, 0, true, "address as the device states it"},
    {"dhip.videoinputchannels", none, A, 0, true, "video inputs"},
    {"dhip.remotevideoinputchannels", none, A, 0, true, "network channels (more than 0: recorder)"},
    {"dvrip.message", protocol, A, 0, false, "Dahua discovery answer (UDP 5050) or control answer (TCP 37777)"},
    {"dvrip.name", name, A, 0, true, "device name"},
    {"dvrip.device", description, A, 0, true, "model"},
    {"dvrip.serialno", serial, A, 0, true, "serial number"},
    {"dvrip.version", firmware, A, 0, true, "firmware version"},
    {"dvrip.mac", none, A, 0, true, "hardware address as the device states it"},
    {"dvrip.realm", banner, A, 0, true, "login realm on TCP 37777"},
    // Xiongmai
    {"xm.message", protocol, A, 0, false, "Xiongmai NetIP message of a device, by its number"},
    {"xm.sn", serial, A, 0, true, "serial number (16 hexadecimal digits, the cloud id)"},
    {"xm.hostname", name, A, 0, true, "configured host name"},
    {"xm.version", firmware, A, 0, true, "firmware version"},
    {"xm.builddate", none, A, 0, true, "build date of the firmware"},
    {"xm.devicetype", none, A, 0, true, "class code or model of the device"},
    {"xm.channelnum", none, A, 0, true, "channels"},
    {"xm.mac", none, A, 0, true, "hardware address as the device states it"},
    {"xm.hostip", none, A, 0, true, "address as the device states it"},
    {"xm.hardware", description, A, 0, true, "hardware name (SystemInfo)"},
    // Reolink Baichuan, PPPP
    {"baichuan.message", protocol, A, 0, false, "Baichuan message of a device, by its number"},
    {"bcudp.message", protocol, A, 0, false, "Baichuan UDP message of a device"},
    {"pppp.message", protocol, A, 0, false, "PPPP (CS2 P2P) message of a device, by its number"},
    {"pppp.uid_prefix", name, A, 0, true, "letters at the start of the P2P device id"},
    // WS-Discovery and ONVIF
    {"wsd.types", none, A, 0, false, "types that the device announces (namespace#name)"},
    {"wsd.scope", name, A, 0, false, "scope other than name, hardware and addresses"},
    {"wsd.name", name, A, 0, true, "name scope"},
    {"wsd.hardware", name, A, 0, true, "hardware scope"},
    {"wsd.mac", none, A, 0, true, "hardware address in a scope"},
    {"wsd.serial", serial, A, 0, true, "serial number in a scope"},
    {"wsd.endpoint", none, A, 0, true, "endpoint reference address"},
    {"wsd.xaddr", none, A, 0, false, "service address"},
    {"onvif.service", none, A, 0, false, "the device answered an ONVIF question: which answer"},
    {"onvif.manufacturer", description, A, 0, true, "GetDeviceInformation Manufacturer"},
    {"onvif.model", description, A, 0, true, "GetDeviceInformation Model"},
    {"onvif.firmware", firmware, A, 0, true, "GetDeviceInformation FirmwareVersion"},
    {"onvif.serial", serial, A, 0, true, "GetDeviceInformation SerialNumber"},
    {"onvif.hardwareid", description, A, 0, true, "GetDeviceInformation HardwareId"},
    {"onvif.hostname", name, A, 0, true, "GetHostname Name"},
    {"onvif.mac", none, A, 0, true, "GetNetworkInterfaces HwAddress"},
    {"onvif.address", none, A, 0, true, "address in GetNetworkInterfaces"},
    {"onvif.searchdomain", setting, A, 0, true, "GetDNS SearchDomain"},
    {"onvif.ntp", setting, A, 0, false, "GetNTP server name"},
    {"onvif.streampath", path, A, 0, false, "path of a stream or snapshot address, credentials masked"},
    {"onvif.xaddr", none, A, 0, false, "service address in GetServices or GetCapabilities"},
    // ISAPI
    {"isapi.devicename", name, A, 0, true, "deviceInfo deviceName"},
    {"isapi.model", description, A, 0, true, "deviceInfo model"},
    {"isapi.serialnumber", serial, A, 0, true, "deviceInfo serialNumber"},
    {"isapi.macaddress", none, A, 0, true, "deviceInfo macAddress"},
    {"isapi.firmwareversion", firmware, A, 0, true, "deviceInfo firmwareVersion"},
    {"isapi.firmwarereleaseddate", none, A, 0, true, "deviceInfo firmwareReleasedDate"},
    {"isapi.devicetype", description, A, 0, true, "deviceInfo deviceType"},
    {"isapi.manufacturer", description, A, 0, true, "deviceInfo manufacturer"},
    {"isapi.oemcode", none, A, 0, true, "deviceInfo OEMCode"},
    {"isapi.systemcontact", setting, A, 0, true, "deviceInfo systemContact (factory text)"},
    {"isapi.namespace", none, A, 0, false, "XML namespace of the document: proves nothing by itself"},
    // What a recorder says of a camera behind it (subject: that camera)
    {"channel.manufacturer", description, A, 0, true, "maker or protocol that the recorder names for a channel"},
    {"channel.model", name, A, 0, true, "model that the recorder names for a channel"},
    {"channel.serial", serial, A, 0, true, "serial that the recorder names for a channel"},
    {"channel.firmware", firmware, A, 0, true, "firmware that the recorder names for a channel"},
    {"channel.address", none, A, 0, true, "address that the recorder names for a channel"},
    {"channel.mac", none, A, 0, true, "hardware address that the recorder names for a channel"},
    {"channel.name", name, A, 0, true, "name that the recorder gives a channel"},
    // Dahua CGI (key=value) and Uniview LAPI documents
    {"dahuacgi.devicetype", description, A, 0, true, "magicBox deviceType"},
    {"dahuacgi.serialnumber", serial, A, 0, true, "magicBox serialNumber"},
    {"dahuacgi.version", firmware, A, 0, true, "magicBox version"},
    {"dahuacgi.vendor", description, A, 0, true, "magicBox vendor"},
    {"dahuacgi.deviceclass", none, A, 0, true, "magicBox deviceClass"},
    {"dahuacgi.machinename", name, A, 0, true, "magicBox machineName"},
    {"dahuacgi.hardwareversion", none, A, 0, true, "magicBox hardwareVersion"},
    {"dahuacgi.processor", none, A, 0, true, "magicBox processor (chip)"},
    {"dahuacgi.updateserial", description, A, 0, true, "magicBox updateSerial: the builder's own name of the hardware"},
    {"dahuacgi.mac", none, A, 0, true, "Network.*.PhysicalAddress"},
    {"dahuacgi.message", path, A, 0, false, "the device answered a Dahua CGI question: which table"},
    {"lapi.devicemodel", description, A, 0, true, "LAPI DeviceInfo DeviceModel"},
    {"lapi.devicename", name, A, 0, true, "LAPI DeviceInfo DeviceName"},
    {"lapi.serialnumber", serial, A, 0, true, "LAPI DeviceInfo SerialNumber"},
    {"lapi.firmwareversion", firmware, A, 0, true, "LAPI DeviceInfo FirmwareVersion"},
    {"lapi.manufacturer", description, A, 0, true, "LAPI DeviceInfo Manufacturer"},
    // HTTP and RTSP, as a server
    {"http.server", banner, B, 4, false, "Server header"},
    {"http.realm", banner, B, 4, false, "authentication realm"},
    {"http.title", name, B, 4, false, "title of a page"},
    {"http.path", path, B, 8, false, "path that it served with 2xx, or refused with its own mark"},
    {"http.location", path, B, 4, false, "redirect"},
    {"http.header", banner, B, 4, false, "distinctive header, as 'Name: value'"},
    {"http.body", name, B, 4, false, "distinctive text in a page"},
    {"http.useragent", none, B, 2, false, "User-Agent that it sent as a client"},
    {"http.host", endpoint, B, 2, false, "Host that it asked for as a client"},
    {"rtsp.server", banner, B, 4, false, "RTSP Server header"},
    {"rtsp.realm", banner, B, 4, false, "RTSP authentication realm"},
    {"rtsp.path", path, B, 8, false, "path that it served with 2xx, or refused with its own mark"},
    {"rtsp.served", none, B, 1, false, "it served a media description with video"},
    {"sdp.session", name, B, 4, false, "session name of a media description"},
    {"sdp.attribute", banner, B, 4, false, "distinctive attribute of a media description"},
    {"rtsp.client", none, B, 4, false, "it asked for a stream as a client: User-Agent"},
    // UPnP, HNAP
    {"ssdp.server", banner, B, 4, false, "SSDP SERVER"},
    {"ssdp.location", path, B, 4, false, "path in SSDP LOCATION"},
    {"ssdp.usn", name, B, 8, false, "SSDP USN"},
    {"ssdp.header", banner, B, 4, false, "distinctive header, as 'Name: value'"},
    {"upnp.manufacturer", description, B, 2, true, "UPnP description manufacturer"},
    {"upnp.manufacturerurl", description, B, 2, true, "UPnP description manufacturerURL"},
    {"upnp.modelname", description, B, 2, true, "UPnP description modelName"},
    {"upnp.modelnumber", description, B, 2, true, "UPnP description modelNumber"},
    {"upnp.modeldescription", description, B, 2, true, "UPnP description modelDescription"},
    {"upnp.serialnumber", serial, B, 2, true, "UPnP description serialNumber"},
    {"upnp.friendlyname", name, B, 2, true, "UPnP description friendlyName"},
    {"upnp.devicetype", description, B, 4, false, "UPnP description deviceType"},
    {"upnp.udn", none, B, 2, true, "UPnP description UDN"},
    {"hnap.vendorname", description, B, 2, true, "HNAP VendorName"},
    {"hnap.modelname", description, B, 2, true, "HNAP ModelName"},
    {"hnap.modeldescription", description, B, 2, true, "HNAP ModelDescription"},
    {"hnap.firmwareversion", firmware, B, 2, true, "HNAP FirmwareVersion"},
    {"hnap.devicename", name, B, 2, true, "HNAP DeviceName"},
    {"hnap.mac", none, B, 2, true, "HNAP DeviceMacId"},
    // DHCP, DNS, mDNS, TLS
    {"dhcp.hostname", name, B, 4, true, "DHCP host name (option 12) or client FQDN (option 81, 39)"},
    {"dhcp.vendorclass", name, B, 2, true, "DHCP vendor class (option 60; DHCPv6 option 16)"},
    {"dhcp.parameters", banner, B, 2, true, "DHCP parameter request list (option 55)"},
    {"dns.query", endpoint, B, 2, false, "name that it asked for"},
    {"mdns.host", name, B, 4, false, "mDNS host name"},
    {"mdns.service", none, B, 8, false, "mDNS service type that it offers"},
    {"mdns.instance", name, B, 8, false, "mDNS service instance that it offers"},
    {"mdns.txt", name, B, 8, false, "mDNS TXT string"},
    {"tls.sni", endpoint, B, 2, false, "server name that it asked for"},
    {"tls.subject", certificate, B, 2, false, "subject of the certificate that it serves"},
    {"tls.issuer", certificate, B, 2, false, "issuer of the certificate that it serves"},
});
}  // namespace detail

consteval Kind kind(std::string_view name) {
  for (std::size_t i = 0; i < detail::kinds.size(); ++i)
    if (detail::kinds[i].name == name) return static_cast<Kind>(i);
  throw std::invalid_argument("no such kind");
}

}  // namespace lenscap::model
