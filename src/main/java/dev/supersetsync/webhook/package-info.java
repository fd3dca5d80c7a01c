/** Tells those outside what happened: what each webhook wants to know, in which words, signed, sent, and sent again where it failed. */
@NullMarked
package dev.supersetsync.webhook;

import org.jspecify.annotations.NullMarked;
