package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the uploads of a case reach the server. */
enum Transport {
    /** As parts of the form that creates the Assembly. */
    MULTIPART {
        @Override
        Client.Answer create(Client client, ObjectNode params, List<Client.FormFile> files)
                throws IOException, InterruptedException {
            return client.create(params, Map.of(), files);
        }
    },

    /** One after another as resumable uploads, each in pieces. */
    TUS {
        @Override
        Client.Answer create(Client client, ObjectNode params, List<Client.FormFile> files)
                throws IOException, InterruptedException {
            var announced = Map.of("tus_num_expected_upload_files", Integer.toString(files.size()));
            Client.Answer created = client.create(params, announced, List.of());
            if (created.status() != 200) {
                return created;
            }
            try {
                send(created.body(), files);
            } catch (TusClient.GoneException e) {
                // it failed over one of the first files; the case tells whether it should
            }
            return created;
        }

        private void send(JsonNode assembly, List<Client.FormFile> files)
                throws IOException, InterruptedException {
            var tus = new TusClient();
            String url = assembly.required("assembly_url").asText();
            for (Client.FormFile file : files) {
                tus.upload(
                        assembly.required("tus_url").asText(),
                        TusClient.metadata(url, file.field(), file.name()),
                        file.bytes(),
                        PIECE);
            }
        }
    };

    private static final int PIECE = 4096;

    /** Creates an Assembly and sends all its files. */
    abstract Client.Answer create(Client client, ObjectNode params, List<Client.FormFile> files)
            throws IOException, InterruptedException;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
