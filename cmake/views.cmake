# views/: the page of the HTML report is placed in the program as it is (html.cpp).
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/views/html.cpp PROPERTIES
  OBJECT_DEPENDS ${CMAKE_SOURCE_DIR}/src/views/report.html
  COMPILE_DEFINITIONS LENSCAP_REPORT_HTML="${CMAKE_SOURCE_DIR}/src/views/report.html")
