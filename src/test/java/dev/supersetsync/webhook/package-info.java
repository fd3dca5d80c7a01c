/** Tests of what webhooks are told. */
@NullMarked
package dev.supersetsync.webhook;

import org.jspecify.annotations.NullMarked;
