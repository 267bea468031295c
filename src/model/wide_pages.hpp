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

/// Asks memory for all of `row`, for whoever will read it soon. Inline always: GCC 12 takes a function that does
/// nothing else for one without effect, and drops the call.
template <class T>
[[gnu::always_inline]] inline void prefetch(const T& row) {
  constexpr std::size_t line = 64;
  const auto* const at = reinterpret_cast<const char*>(&row);
  for (std::size_t i = 0; i < sizeof(T); i += line) __builtin_prefetch(at + i);
}

/// Before a row is added: once there are `few`, room for all `most` that there may be. Rows that grow by doubling would
/// lie in memory one and a half times and be copied as often as they grow; pages that no row has reached cost nothing.
template <class Rows>
void make_room(Rows& rows, std::size_t few, std::size_t most) {
  if (rows.size() == rows.capacity() && rows.size() >= few && rows.size() < most) rows.reserve(most);
}

}  // namespace lenscap::model
