package dev.supersetsync.api;

/** The content types of bodies that requests and answers may have. */
final class Bodies {

    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String X_YAML = "application/x-yaml";
    static final String TEXT_YAML = "text/yaml";
    static final String MULTIPART = "multipart/form-data";

    private Bodies() {}
}
