package dev.supersetsync.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The files of exports and imports: YAML in one folder of a ZIP. It knows nothing of what stands in them. */
final class Archive {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private Archive() {}

    /** The ZIP of these files, with the file that says what they are about. */
    static byte[] zip(String type, Map<String, ObjectNode> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "metadata.yaml", Json.object("version", "1.0.0").put("type", type));
            for (Map.Entry<String, ObjectNode> file : files.entrySet()) {
                add(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String path, ObjectNode file) throws IOException {
        zip.putNextEntry(new ZipEntry("export/" + path));
        zip.write(YAML.writeValueAsBytes(file));
    }

    /** The files of a ZIP by path without the folder; none if it is no ZIP. */
    static Map<String, JsonNode> unzip(byte[] bytes) {
        var files = new LinkedHashMap<String, JsonNode>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String path = entry.getName();
                files.put(path.substring(path.indexOf('/') + 1), YAML.readTree(zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The ZIP in a form with several parts. */
    static byte[] upload(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        String boundary = text.substring(0, Math.max(0, text.indexOf("\r\n")));
        int start = text.indexOf("\r\n\r\n", Math.max(0, text.indexOf("name=\"formData\""))) + 4;
        int end = text.indexOf("\r\n" + boundary, start);
        return text.substring(start, Math.max(start, end)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
