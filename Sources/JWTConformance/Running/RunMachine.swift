import FoundationEssentials

/// The machine that a run was made on.
package struct RunMachine: Hashable, Sendable, Codable {
    /// The processor's name.
    package var processor: String
    /// How many processors are online.
    package var processors: Int
    /// The system's name and release.
    package var system: String
    /// The kernel's name and release.
    package var kernel: String

    /// Describes a machine.
    package init(processor: String, processors: Int, system: String, kernel: String) {
        self.processor = processor
        self.processors = processors
        self.system = system
        self.kernel = kernel
    }

    /// Describes this machine, as far as the system reports it.
    package static func current() -> RunMachine {
        let names = ["/proc/sys/kernel/ostype", "/proc/sys/kernel/osrelease"].compactMap(firstLine)
        let operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
        return RunMachine(
            processor: value(of: "model name", separator: ":", in: "/proc/cpuinfo") ?? "unknown",
            processors: ProcessInfo.processInfo.activeProcessorCount,
            system: value(of: "PRETTY_NAME", separator: "=", in: "/etc/os-release") ?? operatingSystem,
            kernel: names.joined(separator: " ")
        )
    }

    private static func lines(_ path: String) -> [Substring] {
        // Files of /proc say that they have no octets.
        let data = try? Data(contentsOf: URL(filePath: path))
        return String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n")
    }

    private static func firstLine(_ path: String) -> String? { lines(path).first.map(String.init) }

    /// What the first line says that starts with a name.
    private static func value(of name: String, separator: Character, in path: String) -> String? {
        guard let line = lines(path).first(where: { $0.hasPrefix(name) }) else { return nil }
        let text = line.drop { $0 != separator }.dropFirst().filter { $0 != "\"" }
        return text.drop { $0 == " " }.description.bounded(to: 256)
    }
}
