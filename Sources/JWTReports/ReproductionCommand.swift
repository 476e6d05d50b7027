package import JWTConformance

/// The command lines that show a case again, with what the user said of the corpus and the profile.
package struct ReproductionCommand: Hashable, Sendable {
    private let options: String
    private let profile: String

    /// Remembers the options of this call.
    ///
    /// - Parameters:
    ///   - vectors: the folder that was named with `--vectors`, if any.
    ///   - profile: the profile of the run.
    package init(vectors: String? = nil, profile: GradingProfile = .standard) {
        self.profile = profile == .standard ? "" : " --profile \(profile.rawValue)"
        options = vectors.map { " --vectors \(Self.quoted($0))" } ?? ""
    }

    func explain(_ id: String, verifier: String) -> String {
        "jwt-assay explain \(Self.quoted(id)) \(Self.quoted(verifier))\(profile)\(options)"
    }

    /// How to see the first deviation of a run explained.
    func explainFirst(of runs: [ImplementationRun]) -> String? {
        for run in runs {
            guard let id = run.deviations.lazy.compactMap(\.id).first else { continue }
            return explain(id, verifier: run.label)
        }
        return nil
    }

    /// The same for a code span of Markdown; nothing where it has the sign that ends one.
    func explainFirstInCodeSpan(of runs: [ImplementationRun]) -> String? {
        explainFirst(of: runs).flatMap { $0.unicodeScalars.contains("`") ? nil : $0 }
    }

    /// How to ask about a vector again; what a signer must do doesn't turn on the profile, and `sign` has no option for it.
    func again(_ id: String, _ kind: VectorKind, verifier: String) -> String {
        let (command, profile) = kind == .sign ? ("sign", "") : ("run", profile)
        return "jwt-assay \(command) \(Self.quoted(verifier)) --select \(Self.quoted(id))\(profile)\(options)"
    }

    /// Without its options, which a matrix of everybody against everybody doesn't have.
    static func interop(_ verifiers: [String]) -> String {
        (["jwt-assay interop"] + verifiers.map(quoted)).joined(separator: " ")
    }

    /// The text as one word of a shell.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "/:._-+=@%,".utf8.contains(byte)
            }
        }
        guard !isPlain || text.isEmpty else { return text }
        // Octet by octet: to Swift a quotation mark with an accent behind it is another character, to a shell it isn't.
        return "'"
            + text.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }.joined(separator: "'\\''") + "'"
    }
}
