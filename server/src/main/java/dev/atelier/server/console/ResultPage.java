package dev.atelier.server.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;

/** One Assembly as a page that needs no script: it loads itself again until all is done. */
final class ResultPage {
    private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"1\">\n";

    private final String template;
    private final ObjectNode status;
    private final StringBuilder body = new StringBuilder();

    /**
     * @param template with places for the refresh, the title, the body and a link
     * @param status of an Assembly, or the refusal to make one
     */
    ResultPage(String template, ObjectNode status) {
        this.template = template;
        this.status = status;
    }

    String html() {
        String ok = status.path("ok").asText("");
        boolean running = ok.equals("ASSEMBLY_EXECUTING") || ok.equals("ASSEMBLY_UPLOADING");
        boolean completed = ok.equals("ASSEMBLY_COMPLETED");
        String title = running ? "Working" : completed ? "Done" : "Not completed";
        if (running) {
            line("state running", "Working");
        } else if (status.has("error")) {
            line("state bad", status.path("error").asText());
            complaints();
        } else {
            line(completed ? "state good" : "state", status.path("message").asText());
        }
        results(running);
        status.path("warnings").forEach(warning -> line("detail", warning.path("msg").asText()));
        return template.formatted(running ? REFRESH : "", title, body, link());
    }

    private void complaints() {
        JsonNode violations = status.path("violations");
        if (violations.size() > 1) {
            violations.forEach(one ->
                    line(
                            "detail",
                            one.path("path").asText() + ": " + one.path("message").asText()));
        } else {
            line("detail", status.path("message").asText());
        }
        if (!status.has("assembly_id")) {
            line("detail", "Go back to the form, change that and send it again.");
        }
    }

    private String link() {
        String id = status.path("assembly_id").asText("");
        return id.isEmpty() ? "" : " · <a href=\"/assemblies/" + id + "\">Status as JSON</a>";
    }

    private void results(boolean running) {
        JsonNode results = status.path("results");
        results.properties()
                .forEach(step -> {
                    body.append("<h3>").append(escape(step.getKey())).append("</h3>\n");
                    body.append("<ul class=\"pictures\">\n");
                    step.getValue().forEach(this::picture);
                    body.append("</ul>\n");
                });
        if (results.isEmpty() && !running && !status.has("error")) {
            line("detail", "No step had a file to work on.");
        }
    }

    private void picture(JsonNode file) {
        String name = escape(file.path("name").asText());
        String path = escape(URI.create(file.path("ssl_url").asText()).getRawPath());
        int width = file.path("meta").path("width").asInt();
        int height = file.path("meta").path("height").asInt();
        String sides = width > 0 ? " · " + width + " × " + height : "";
        body.append("<li><a href=\"").append(path).append("\">");
        if (file.path("type").asText().equals("image")) {
            body.append("<img src=\"").append(path).append("\" alt=\"").append(name).append('"');
            if (width > 0) {
                body.append(" width=\"%d\" height=\"%d\"".formatted(width, height));
            }
            body.append('>');
        }
        body.append("<span>").append(name).append(sides).append("</span></a></li>\n");
    }

    private void line(String kind, String text) {
        body.append("<p class=\"").append(kind).append("\">").append(escape(text)).append("</p>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
