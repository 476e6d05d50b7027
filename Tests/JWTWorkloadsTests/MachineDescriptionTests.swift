import JWTWorkloads
import Testing

@Suite struct MachineDescriptionTests {
    @Test func `the machine has processors, a library and a clock`() {
        let machine = MachineDescription.current()
        #expect(machine.processors >= 1)
        #expect(machine.openSSL.hasPrefix("OpenSSL"))
        #expect(machine.clockNanoseconds > 0)
        #expect(!machine.processor.isEmpty)
        #expect(!machine.kernel.isEmpty)
    }
}
