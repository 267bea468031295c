// bench/count_pcap.cpp: the plainest libpcap reader: every record, nothing looked at. The peer for reading video.
#include <pcap.h>

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  char error[PCAP_ERRBUF_SIZE];
  pcap_t* file = pcap_open_offline(argv[1], error);
  if (file == nullptr) {
    std::fprintf(stderr, "%s\n", error);
    return 2;
  }
  pcap_pkthdr* header;
  const unsigned char* data;
  unsigned long packets = 0, bytes = 0;
  while (pcap_next_ex(file, &header, &data) == 1) {
    ++packets;
    bytes += header->caplen;
  }
  std::printf("%lu packets, %lu bytes\n", packets, bytes);
  pcap_close(file);
}
