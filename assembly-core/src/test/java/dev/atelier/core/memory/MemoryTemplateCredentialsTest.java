package dev.atelier.core.memory;

import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.TemplateCredentialsContract;

class MemoryTemplateCredentialsTest extends TemplateCredentialsContract {
    @Override
    protected TemplateCredentials open() {
        return new MemoryTemplateCredentials();
    }
}
