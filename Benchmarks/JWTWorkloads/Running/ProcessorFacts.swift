/// What `/proc/cpuinfo` says of the first processor.
struct ProcessorFacts {
    let name: String
    let features: [String]

    /// Those that libcrypto has code for, on x86-64 and on AArch64.
    private static let interesting: Set<String> = [
        "ssse3", "aes", "pclmulqdq", "avx", "avx2", "bmi2", "adx", "sha_ni", "avx512f", "avx512ifma", "vaes",
        "vpclmulqdq", "asimd", "pmull", "sha1", "sha2", "sha3", "sha512", "sve",
    ]

    init(_ text: String) {
        var fields: [Substring: Substring] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // An empty line ends the first processor.
            guard !line.isEmpty else { break }
            let parts = line.split(separator: ":", maxSplits: 1)
            guard let key = parts.first, parts.count == 2 else { continue }
            fields[Substring(key.filter { $0 != "\t" })] = parts[1].drop { $0 == " " }
        }
        name = (fields["model name"] ?? fields["Processor"] ?? fields["CPU implementer"]).map(String.init) ?? "unknown"
        features = (fields["flags"] ?? fields["Features"] ?? "")
            .split(separator: " ")
            .map(String.init)
            .filter(Self.interesting.contains)
            .sorted()
    }
}
