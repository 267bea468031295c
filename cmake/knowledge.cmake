# knowledge/: what Lenscap knows. tools/knowledgec compiles data/ into one image, which builtin.cpp places in the program.
# lenscap_knowledge_core is all but that image: what knowledgec itself needs.
file(GLOB knowledge_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/knowledge/*.cpp)
list(REMOVE_ITEM knowledge_files ${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp)
add_library(lenscap_knowledge_core STATIC ${knowledge_files})
target_include_directories(lenscap_knowledge_core PUBLIC ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(lenscap_knowledge_core
  PUBLIC lenscap_model PkgConfig::RE2 OpenSSL::Crypto
  PRIVATE PkgConfig::TOMLPP nlohmann_json::nlohmann_json)

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

add_library(lenscap_knowledge STATIC ${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp)
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/knowledge/builtin.cpp PROPERTIES
  OBJECT_DEPENDS ${knowledge_image}
  COMPILE_DEFINITIONS LENSCAP_KNOWLEDGE_IMAGE="${knowledge_image}")
target_link_libraries(lenscap_knowledge PUBLIC lenscap_knowledge_core)
