package dev.supersetsync.source;

import tools.jackson.databind.JsonNode;

/** The content of a text as both notations yield it. */
record Tree(JsonNode root, Locations locations) {}
