package dev.atelier.server.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.TemplateCredentials.Credential;
import dev.atelier.server.auth.SecretBox;

/** Seals the content of credentials before it is stored, and opens it for the robot that asks. */
public final class SealedCredentials implements CredentialVault {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemplateCredentials stored;
    private final SecretBox box;

    public SealedCredentials(TemplateCredentials stored, SecretBox box) {
        this.stored = stored;
        this.box = box;
    }

    @Override
    public ObjectNode open(String account, String name) {
        return open(stored.find(account, name).orElseThrow(() -> CredentialVault.unknown(name)));
    }

    ObjectNode open(Credential credential) {
        try {
            return (ObjectNode)
                    JSON.readTree(box.open(credential.sealed(), context(credential.id())));
        } catch (JsonProcessingException e) {
            // its message would quote the content
            throw new IllegalStateException("credentials " + credential.id() + " are no JSON");
        }
    }

    /**
     * @param id of the credentials; sealed text of others does not open in their place
     */
    String seal(ObjectNode content, String id) {
        return box.seal(content.toString(), context(id));
    }

    /** What the content of a credential is sealed for. */
    public static String context(String id) {
        return "template_credential:" + id;
    }
}
