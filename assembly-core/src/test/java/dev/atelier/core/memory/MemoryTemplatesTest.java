package dev.atelier.core.memory;

import dev.atelier.core.port.Templates;
import dev.atelier.core.port.TemplatesContract;

class MemoryTemplatesTest extends TemplatesContract {
    @Override
    protected Templates open() {
        return new MemoryTemplates();
    }
}
