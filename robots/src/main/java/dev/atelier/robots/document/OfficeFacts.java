package dev.atelier.robots.document;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.archive.ArchiveWalker;
import dev.atelier.robots.archive.EntryPath;
import dev.atelier.robots.archive.MemberSink;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what an office document keeps about itself in its archive: {@code docProps} of Office Open
 * XML (ECMA-376, part 1, 15.2.12) or {@code meta.xml} of OpenDocument (part 3, 4.3). What its
 * program counted is believed.
 */
public final class OfficeFacts implements MemberSink {
    private static final int MOST_BYTES = 1 << 20;
    private static final ArchiveLimits LIMITS =
            new ArchiveLimits(20_000, 4L << 20, 1000, 4L << 20, 1024);
    private static final Set<String> WANTED =
            Set.of("docProps/app.xml", "docProps/core.xml", "meta.xml");

    private final Map<String, String> found = new HashMap<>();

    private OfficeFacts() {}

    /** What can be found; a damaged document says why it has less. */
    public static DocumentFacts of(Path document) throws IOException {
        var facts = new OfficeFacts();
        try {
            new ArchiveWalker(LIMITS).walk(document, "document.zip", null, facts);
            return facts.facts(null);
        } catch (AssemblyException e) {
            return facts.facts("is damaged or protected by a password");
        }
    }

    @Override
    public void take(EntryPath path, InputStream content) throws IOException {
        if (WANTED.contains(path.toString())) {
            byte[] xml = content.readNBytes(MOST_BYTES);
            try {
                read(xml);
            } catch (XMLStreamException broken) {
                return;
            }
        }
    }

    @Override
    public void skipped(EntryPath path) {}

    private void read(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        String element = "";
        var text = new StringBuilder();
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    element = in.getLocalName();
                    text.setLength(0);
                    for (int i = 0; i < in.getAttributeCount(); i++) {
                        found.putIfAbsent(in.getAttributeLocalName(i), in.getAttributeValue(i));
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        text.append(in.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (in.getLocalName().equals(element) && !text.isEmpty()) {
                        found.merge(element, text.toString(), OfficeFacts::joined);
                    }
                    element = "";
                }
                default -> {}
            }
        }
    }

    /** Keywords may stand one by one. */
    private static String joined(String before, String more) {
        return before.length() < MOST_BYTES / 16 ? before + ", " + more : before;
    }

    private DocumentFacts facts(@Nullable String problem) {
        return new DocumentFacts(
                number("Pages", "Slides", "page-count"),
                null,
                text("Application", "generator"),
                date("created", "creation-date"),
                date("modified", "date"),
                text("initial-creator", "creator"),
                text("title"),
                text("keywords", "keyword"),
                new DocumentFacts.Counts(
                        number("Words", "word-count"),
                        number("Characters", "non-whitespace-character-count"),
                        number("CharactersWithSpaces", "character-count"),
                        number("Lines"),
                        number("Paragraphs", "paragraph-count")),
                problem);
    }

    private @Nullable String text(String... names) {
        for (String name : names) {
            if (found.containsKey(name)) {
                return found.get(name);
            }
        }
        return null;
    }

    private @Nullable Long number(String... names) {
        String text = text(names);
        return text != null && text.matches("\\d{1,12}") ? Long.valueOf(text) : null;
    }

    /** OpenDocument may leave the zone out. */
    private @Nullable Instant date(String... names) {
        String text = text(names);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException none) {
                return null;
            }
        }
    }
}
