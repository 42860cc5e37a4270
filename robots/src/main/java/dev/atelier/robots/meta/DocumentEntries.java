package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.document.DocumentFacts;
import dev.atelier.robots.document.OfficeFacts;
import dev.atelier.robots.document.PdfFacts;
import dev.atelier.robots.document.TextFacts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The entries of a document, as far as it can be asked. */
final class DocumentEntries {
    private final ObjectNode meta;
    private final Entries entries;

    private DocumentEntries(ObjectNode meta) {
        this.meta = meta;
        this.entries = new Entries(meta);
    }

    /**
     * @param notes takes the rest of a sentence about the file
     */
    static void read(Path file, String mime, ObjectNode meta, Consumer<String> notes)
            throws IOException {
        DocumentFacts facts = facts(file, mime);
        if (facts == null) {
            return;
        }
        new DocumentEntries(meta).add(facts);
        if (facts.problem() != null) {
            notes.accept("has not all of its metadata: it " + facts.problem() + ".");
        }
    }

    private static @Nullable DocumentFacts facts(Path file, String mime) throws IOException {
        if (mime.equals("application/pdf")) {
            return PdfFacts.of(file);
        }
        if (mime.startsWith("application/vnd.openxmlformats-officedocument.")
                || mime.startsWith("application/vnd.oasis.opendocument.")) {
            return OfficeFacts.of(file);
        }
        return mime.equals("text/plain") || mime.equals("text/markdown")
                ? TextFacts.of(file)
                : null;
    }

    private void add(DocumentFacts facts) {
        number("page_count", facts.pages());
        entries.text("page_size", facts.pageSize());
        entries.text("producer", facts.producer());
        entries.date("create_date", facts.created());
        entries.date("modify_date", facts.modified());
        entries.text("author", facts.author());
        entries.text("title", facts.title());
        entries.text("keywords", facts.keywords());
        DocumentFacts.Counts counts = facts.counts();
        number("word_count", counts.words());
        number("character_count", counts.characters());
        number("character_count_with_spaces", counts.charactersWithSpaces());
        number("line_count", counts.lines());
        number("paragraph_count", counts.paragraphs());
    }

    private void number(String key, @Nullable Long value) {
        if (value != null) {
            meta.put(key, value);
        }
    }
}
