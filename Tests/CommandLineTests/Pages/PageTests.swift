import FoundationEssentials
import Testing

/// What the pages say is what the commands print.
///
/// `scripts/readme --write` puts it right.
@Suite(.serialized) struct PageTests {
    private static let pages = [
        "README.md", "scripts/adapters/README.md", "scripts/adapters/http-gateway/README.md", "Vectors/README.md",
        "Benchmarks/METHODS.md",
    ]
    private static let isWriting = ProcessInfo.processInfo.environment["JWT_ASSAY_WRITE_PAGES"] == "1"

    @Test(arguments: pages)
    func `each part is what its command prints`(path: String) async throws {
        var page = try Page(path)
        // From the end on, so that the places of those before stay right.
        for part in page.parts.reversed() {
            let made = try await made(part)
            if Self.isWriting {
                page.replace(part, with: made)
            } else {
                #expect(page.content(of: part) == made, "\(path) is stale: run scripts/readme --write")
            }
        }
        if Self.isWriting { try page.write() }
    }

    @Test(arguments: pages)
    func `each count is right`(path: String) async throws {
        var page = try Page(path)
        for (noun, number) in try await PageFacts.counts() {
            if Self.isWriting { page.setCount(of: noun, to: number) }
            for count in page.counts(of: noun) {
                #expect(
                    count.number == number,
                    "\(path), line \(count.line): \(count.number) \(noun), but there are \(number)"
                )
            }
        }
        if Self.isWriting { try page.write() }
    }

    @Test func `the first page says every count and shows every kind of part`() async throws {
        let page = try Page("README.md")
        for noun in try await PageFacts.counts().keys { #expect(!page.counts(of: noun).isEmpty, "\(noun)") }
        #expect(Set(page.parts.map(\.kind)) == ["output", "figures"])
        #expect(page.lines.count <= 180)
    }

    @Test(arguments: pages)
    func `each link leads to a file`(path: String) throws {
        for file in try Page(path).linkedFiles {
            #expect(FileManager.default.fileExists(atPath: CommandLine.root + file), "\(path) links to \(file)")
        }
    }

    @Test(arguments: pages)
    func `each command has the options that it's shown with`(path: String) async throws {
        for command in try Page(path).commands {
            let words = command.split(separator: " ").map(String.init)
            guard let program = words.first else { continue }
            if program.hasPrefix("scripts/") {
                #expect(FileManager.default.isExecutableFile(atPath: CommandLine.root + program), "\(path): \(command)")
            }
            guard let help = try await help(words) else { continue }
            // What stands behind a lone -- is another program's.
            for option in words.prefix(while: { $0 != "--" }) where option.hasPrefix("--") && option != "--help" {
                let name = option.prefix { $0 != "=" }
                #expect(help.contains(name), "\(path): \(command) has no \(name)")
            }
        }
    }

    @Test func `the table of figures has a row for each algorithm and key`() throws {
        let corpus = try SmallCorpus()
        let csv = """
            implementation,algorithm,key,operation,variant,workers,operations_per_second,ratio_to_floor
            reference,HS256,256 bits,verify,usual,1,1234567.8,2.004
            reference,HS256,256 bits,sign,usual,1,999,1.5
            reference,HS256,256 bits,sign,usual,2,5,5
            other,HS256,256 bits,sign,usual,1,5,5
            """
        let file = try corpus.write("figures.csv", csv)
        // The path is counted from the package's folder.
        let up = String(repeating: "../", count: CommandLine.root.split(separator: "/").count)
        let table = try PageFacts.figures(up + file.dropFirst()).split(separator: "\n")
        #expect(table.count == 3)
        #expect(table.last == "| HS256, 256 bits | 2.00 | 1,234,568 | 1.50 | 999 |")
    }

    @Test func `a stale count is found and put right, outside of blocks alone`() {
        var page = Page(
            "page.md",
            text: "There are 12,005 or 1,200\nvectors and 5 vectors.\n```\n3 vectors\n```\n| 7 vectors |"
        )
        #expect(page.counts(of: "vectors").map(\.number) == [1200, 5, 7])
        page.setCount(of: "vectors", to: 1_000_007)
        #expect(
            page.text
                == "There are 12,005 or 1,000,007\nvectors and 1,000,007 vectors.\n```\n3 vectors\n```\n| 1,000,007 vectors |"
        )
    }

    @Test func `a part is the block or the table below its comment`() {
        var page = Page("page.md", text: "<!-- output: a | b -->\n```sh\nold\n```\n<!-- figures: c -->\n| d |\nend")
        #expect(page.parts.map(\.source) == ["a | b", "c"])
        #expect(page.parts.map(page.content) == ["old", "| d |"])
        for part in page.parts.reversed() { page.replace(part, with: "new\nlines") }
        #expect(page.text.contains("```sh\nnew\nlines\n```\n<!-- figures: c -->\nnew\nlines\nend"))
    }

    private func made(_ part: Page.Part) async throws -> String {
        switch part.kind {
        case "figures": return try PageFacts.figures(part.source)
        case "controls": return try PageFacts.controls(part.source)
        default: break
        }
        let folder = CommandLine.program("jwt-assay").dropLast("/jwt-assay".count)
        let ended = try await CommandLine.shell("cd '\(CommandLine.root)' && PATH='\(folder)':$PATH && \(part.source)")
        #expect(!ended.output.isEmpty, "\(part.source) prints nothing: \(ended.talk)")
        return ended.output.last == "\n" ? String(ended.output.dropLast()) : ended.output
    }

    /// What a command says of its options; `nil` where it isn't one of the two programs.
    private func help(_ words: [String]) async throws -> String? {
        switch words[0] {
        case "scripts/assay", "jwt-assay":
            guard let subcommand = words.dropFirst().first, subcommand.first?.isLetter ?? false, words.count > 1 else {
                return nil
            }
            let isFleet = subcommand == "fleet" && words.count > 2
            return try await CommandLine.assay(["help", subcommand] + (isFleet ? [words[2]] : [])).output
        case "scripts/fleet": return try await CommandLine.assay(["help", "fleet", words[1]]).output
        case "scripts/bench" where words.count > 1 && !words[1].hasPrefix("-"):
            return try await CommandLine.bench(["help", words[1]]).output
        default: return nil
        }
    }
}
