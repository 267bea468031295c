# knowledge/: what Lenscap knows. tools/knowledgec compiles data/ into one image, which builtin.cpp places in the program;
# tools/networksc does the same with data/networks/*.xz for builtin_networks.cpp.
# lenscap_knowledge_core is all but these: what the two tools themselves need.
file(GLOB knowledge_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/knowledge/*.cpp)
list(REMOVE_ITEM knowledge_files ${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp
  ${CMAKE_SOURCE_DIR}/src/knowledge/builtin_networks.cpp)
add_library(lenscap_knowledge_core STATIC ${knowledge_files})
target_precompile_headers(lenscap_knowledge_core PRIVATE ${parsed_once} <fmt/format.h>)
target_compile_options(lenscap_knowledge_core PRIVATE ${seldom_run})
target_include_directories(lenscap_knowledge_core PUBLIC ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(lenscap_knowledge_core
  PUBLIC lenscap_model PkgConfig::RE2 OpenSSL::Crypto
  PRIVATE nlohmann_json::nlohmann_json)
target_include_directories(lenscap_knowledge_core SYSTEM PRIVATE ${TOMLPP_INCLUDE_DIRS})  # its parser: document.cpp

add_executable(knowledgec ${CMAKE_SOURCE_DIR}/tools/knowledgec/main.cpp)
target_link_libraries(knowledgec PRIVATE lenscap_knowledge_core)

file(GLOB_RECURSE knowledge_data CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.toml ${CMAKE_SOURCE_DIR}/data/registry/*.tsv)
set(knowledge_image ${CMAKE_BINARY_DIR}/knowledge.image)
add_custom_command(
  OUTPUT ${knowledge_image}
  COMMAND ${CMAKE_COMMAND} -E env LLVM_PROFILE_FILE=${CMAKE_BINARY_DIR}/knowledgec.profraw
          $<TARGET_FILE:knowledgec> data ${knowledge_image}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  DEPENDS knowledgec ${knowledge_data}
  COMMENT "Compiling data/ into the knowledge image"
  VERBATIM)

add_executable(networksc ${CMAKE_SOURCE_DIR}/tools/networksc/main.cpp)
target_link_libraries(networksc PRIVATE lenscap_knowledge_core PkgConfig::LZMA)

file(GLOB networks_data CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/networks/*.xz)
set(networks_table ${CMAKE_BINARY_DIR}/networks.table)
add_custom_command(
  OUTPUT ${networks_table}
  COMMAND ${CMAKE_COMMAND} -E env LLVM_PROFILE_FILE=${CMAKE_BINARY_DIR}/networksc.profraw
          $<TARGET_FILE:networksc> data/networks ${networks_table}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  DEPENDS networksc ${networks_data}
  COMMENT "Compiling data/networks/ into the table of networks"
  VERBATIM)

add_library(lenscap_knowledge STATIC ${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp
  ${CMAKE_SOURCE_DIR}/src/knowledge/builtin_networks.cpp)
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/knowledge/builtin_networks.cpp PROPERTIES
  OBJECT_DEPENDS ${networks_table}
  COMPILE_DEFINITIONS LENSCAP_NETWORKS_TABLE="${networks_table}")
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp PROPERTIES
  OBJECT_DEPENDS ${knowledge_image}
  COMPILE_DEFINITIONS LENSCAP_KNOWLEDGE_IMAGE="${knowledge_image}")
target_link_libraries(lenscap_knowledge PUBLIC lenscap_knowledge_core)
