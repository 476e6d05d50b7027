/// A fault of a program that no vector could be shown to have caused.
public struct ProgramIncident: Hashable, Sendable, Codable {
    /// What happened, and when, in a sentence.
    public let what: String
    /// How many times it happened; absent: once.
    public internal(set) var count: Int?
    /// What the program wrote to its standard error stream.
    public let standardError: String?

    /// Describes an incident; its text comes from outside.
    init(_ what: String, standardError: String = "") {
        self.what = what.withoutFolders.bounded(to: 1024)
        let text = standardError.withoutFolders.bounded(to: 4096, keepingLines: true)
        self.standardError = text.isEmpty ? nil : text
    }
}

extension ProgramIncident: CustomStringConvertible {
    /// What happened, and how many times.
    public var description: String { what + (count.map { " (\($0) times)" } ?? "") }
}

extension ImplementationRun {
    /// The faults of the program that no vector could be shown to have caused, a sentence each.
    package var incidentSentences: [String] { (incidents ?? []).map { "\(Deviation($0))" } }
}

extension [ProgramIncident] {
    /// How many different ones are kept: a program that fails otherwise each time must not fill a report.
    private static var most: Int { 16 }

    /// Adds one, or counts one that is there already.
    mutating func add(_ incident: ProgramIncident) {
        if let position = firstIndex(where: { $0.what == incident.what }) {
            self[position].count = (self[position].count ?? 1) + 1
        } else if count < Self.most {
            append(incident)
        }
    }
}
