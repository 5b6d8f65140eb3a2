package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.detection.PartitionMemory;

/// What detection knows after a restart.
final class ReadBack {

    private ReadBack() {}

    /// All of it, taken through the bytes that Kafka keeps.
    static PartitionMemory of(PartitionMemory memory) {
        var form = new StateForm();
        var partition = memory.partition();
        var restored = new PartitionMemory(partition.partition());
        restored.restore(StateForm.readPartition(form.write(partition)));
        memory.cells().forEach(cell -> restored.restore(StateForm.readCell(form.write(cell))));
        assertThat(restored.cells()).containsExactlyInAnyOrderElementsOf(memory.cells());
        assertThat(restored.partition()).isEqualTo(partition);
        return restored;
    }
}
