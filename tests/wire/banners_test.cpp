// SSH, FTP and Telnet: the first bytes of a server.
#include <gtest/gtest.h>

#include <string>

#include "wire/ftp.hpp"
#include "wire/octets.hpp"
#include "wire/ssh.hpp"
#include "wire/telnet.hpp"

namespace lenscap::wire::banners_test {
namespace {

using Is = StreamLength::Is;
using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::octets;
using testing::text;

std::string_view characters(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

TEST(Ssh, A_server_identifies_itself) {
  EXPECT_EQ(ssh_identification("SSH-2.0-dropbear_2012.55\r\nrest"), "SSH-2.0-dropbear_2012.55");
  EXPECT_EQ(ssh_identification("SSH-1.99-OpenSSH_3.9p1 some comment\n"), "SSH-1.99-OpenSSH_3.9p1 some comment");
  EXPECT_EQ(ssh_line_length("SSH-2.0-dropbear_2012.55\r\nrest").length, 26u);
  EXPECT_EQ(ssh_line_length("SS").is, Is::partial);
}

TEST(Ssh, A_server_may_send_text_before_its_line) {
  EXPECT_EQ(ssh_identification("Authorised use only\r\nSSH-1.99-OpenSSH_3.9p1 NetBSD\n"),
            "SSH-1.99-OpenSSH_3.9p1 NetBSD");
  EXPECT_EQ(ssh_line_length("Authorised use only\r\nSSH-1.99-OpenSSH_3.9p1 NetBSD\n").length, 51u);
  EXPECT_EQ(ssh_line_length("Authorised use only\r\nSSH-1.99").is, Is::other) << "not yet sure, so not said";
  EXPECT_EQ(ssh_identification("\x01\nSSH-2.0-x\n"), "");
}

TEST(Ssh, What_is_no_identification_is_left_alone) {
  for (const char* line :
       {"SSH-2.0-\r\n", "SSH-3.0-x\r\n", "SSH-2.0\r\n", "ssh-2.0-x\r\n", "SSH-2.0-a\x01\r\n", "\r\n"}) {
    EXPECT_EQ(ssh_identification(line), "") << line;
    EXPECT_EQ(ssh_line_length(line).is, Is::other) << line;
  }
  EXPECT_EQ(ssh_line_length("SSH-2.0-" + std::string(300, 'a')).is, Is::other);
}

TEST(Ftp, A_camera_greets) {
  // zmap/ztag@3ccee77:ztag/annotations/FtpAxis.py, FtpSony.py
  EXPECT_EQ(ftp_greeting("220 AXIS 221 Network Camera 4.45.1 (Mar 11 2008) ready.\r\n"),
            "AXIS 221 Network Camera 4.45.1 (Mar 11 2008) ready.");
  EXPECT_EQ(ftp_greeting("220-Sony Network Camera SNC-EP520\r\n220 \r\n"), "Sony Network Camera SNC-EP520");
  EXPECT_EQ(ftp_greeting_length("220-Sony Network Camera SNC-EP520\r\n220 \r\n").length, 35u);
  EXPECT_EQ(ftp_greeting_length("22").is, Is::partial);
}

TEST(Ftp, What_others_say_with_220_is_no_greeting) {
  for (const char* line :
       {"220 mail.example.com ESMTP Postfix\r\n", "220 VMware Authentication Daemon Version 1.10\r\n", "220 \r\n",
        "2200 x\r\n", "221 Goodbye\r\n", "220 \x01\r\n"}) {
    EXPECT_EQ(ftp_greeting(line), "") << line;
    EXPECT_EQ(ftp_greeting_length(line).is, Is::other) << line;
  }
}

const auto busybox = octets(R"(
  ff fd 01           # DO echo
  ff fd 1f           # DO window size
  ff fb 01 ff fb 03  # WILL echo, WILL suppress go-ahead
  0d 0a '192.0.0.64 login: '
)");

TEST(Telnet, A_server_negotiates_and_then_asks_who_is_there) {
  EXPECT_EQ(telnet_negotiation(characters(busybox)), 12u);
  EXPECT_EQ(telnet_banner(characters(busybox)), "192.0.0.64 login:");
  bool partial = false;
  EXPECT_TRUE(telnet_starts(characters(busybox), partial));
  EXPECT_FALSE(partial);
}

TEST(Telnet, What_a_user_types_behind_the_prompt_is_never_part_of_it) {
  EXPECT_EQ(telnet_banner("login: root\r\nPassword: hunter2\r\n"), "login:");
  EXPECT_EQ(telnet_banner("Blogin: x"), "") << "a word that only ends like one";
  EXPECT_EQ(telnet_banner("# ps\r\nroot: 1\r\n"), "") << "a shell without a login";
  EXPECT_EQ(telnet_banner("\r\ntime 12:30 \r\nUser name : "), "time 12:30");
  EXPECT_EQ(telnet_banner("\x01\x02login:"), "") << "no text";
}

TEST(Telnet, Commands_and_the_octet_255_may_stand_in_the_text) {
  const auto bytes = octets("ff fd 18 'Welcome to Network Camera' 0d 0a ff ff ff fa 18 01 ff f0 'login: '");
  EXPECT_EQ(telnet_banner(characters(bytes)), "Welcome to Network Camera");
}

TEST(Telnet, Subnegotiation_is_stepped_over_whole) {
  const auto bytes = octets("ff fa 18 01 ff f0 'login:'");  // SB terminal type SEND SE
  EXPECT_EQ(telnet_negotiation(characters(bytes)), 6u);
  EXPECT_EQ(telnet_negotiation(characters(std::span(bytes).first(5))), 0u) << "not all there";
}

TEST(Telnet, Xiongmai_begins_with_the_same_byte_and_is_none) {
  bool partial = false;
  EXPECT_FALSE(telnet_starts(characters(octets("ff 01 00 00")), partial));
  EXPECT_FALSE(partial);
  EXPECT_FALSE(telnet_starts(characters(octets("ff fb 77")), partial)) << "no option has that number";
  EXPECT_FALSE(partial);
  EXPECT_FALSE(telnet_starts(characters(octets("ff fb")), partial));
  EXPECT_TRUE(partial);
}

TEST(Banners, Damage_anywhere_never_leads_outside_the_bytes) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto line = characters(bytes);
    EXPECT_TRUE(inside(ssh_identification(line), bytes));
    EXPECT_TRUE(inside(ftp_greeting(line), bytes));
    EXPECT_TRUE(inside(telnet_banner(line), bytes));
    EXPECT_LE(telnet_negotiation(line), bytes.size());
    for (const auto length : {ssh_line_length(line), ftp_greeting_length(line)})
      if (length.is == Is::whole) EXPECT_LE(length.length, bytes.size());
    bool partial = false;
    telnet_starts(line, partial);
  };
  for (const auto& message : {text("SSH-2.0-dropbear_2012.55\r\n"), text("220 AXIS 221 Network Camera ready.\r\n"),
                              busybox, octets("ff fa 18 01 ff f0 'login:'")}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::banners_test
