/** Tests of the audit log's form; what it says of which call is told where the API is tested. */
@NullMarked
package dev.supersetsync.audit;

import org.jspecify.annotations.NullMarked;
