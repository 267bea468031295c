// model/wide_pages.hpp: vectors that are read at random places, on 2 MiB pages where the kernel gives them.
//
// On 4 KiB pages a look-up in a table of tens of megabytes misses the address translation as well as the cache; with
// wide pages reading small packets of 100,000 hosts takes a fifth less (bench/README.md). Small vectors stay on the
// heap.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace lenscap::model {

inline constexpr std::size_t wide_page = 2 * 1024 * 1024;

template <class T>
struct WidePages {
  using value_type = T;
  WidePages() = default;
  template <class U>
  WidePages(const WidePages<U>&) noexcept {}

  T* allocate(std::size_t n) {
    std::size_t bytes = n * sizeof(T);
    if (bytes < wide_page) return static_cast<T*>(::operator new(bytes, std::align_val_t{alignment}));
    bytes = (bytes + wide_page - 1) / wide_page * wide_page;
    void* memory = std::aligned_alloc(wide_page, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: where it is refused, only speed is lost
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t n) noexcept {
    if (n * sizeof(T) < wide_page) ::operator delete(memory, std::align_val_t{alignment});
    else std::free(memory);
  }
  bool operator==(const WidePages&) const = default;

 private:
  static constexpr std::size_t alignment = alignof(T) < 64 ? 64 : alignof(T);  // a cache line
};

template <class T>
using WideVector = std::vector<T, WidePages<T>>;

}  // namespace lenscap::model
