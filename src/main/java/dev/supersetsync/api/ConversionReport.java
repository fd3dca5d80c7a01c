package dev.supersetsync.api;

import dev.supersetsync.run.Reports.WarningReport;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What models become that are written in any format.
 *
 * @param document a document in our own format
 * @param warnings what it cannot say
 */
record ConversionReport(ObjectNode document, List<WarningReport> warnings) {}
