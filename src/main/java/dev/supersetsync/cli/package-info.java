/**
 * The command line: the same use cases as the HTTP API, in a terminal or a pipeline, without a server or against one. It
 * understands requests with the reader of the HTTP API, says results in text, Markdown or JSON, and decides nothing about
 * Superset. What it says, and its exit codes, are a contract that scripts rely on.
 */
@NullMarked
package dev.supersetsync.cli;

import org.jspecify.annotations.NullMarked;
