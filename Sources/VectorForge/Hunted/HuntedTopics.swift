import FoundationEssentials
package import JWTConformance
import ReferenceJOSE

/// The topics of what the hunt found and somebody adopted: one for each folder of the corpus.
enum HuntedTopics {
    /// Their definitions: `finds.json` in this folder, which `vector-forge adopt` adds to.
    static let all: [@Sendable (Forge) throws -> Topic] = Folder.allCases.filter { !finds(in: $0).isEmpty }
        .map { folder in { forge in try topic(folder, forge) } }

    /// The folders of the corpus that checks belong to.
    enum Folder: String, CaseIterable {
        case claims, encoding, header, json, jwk, serialization, signature

        init(_ check: String) {
            self =
                switch check.prefix(while: { $0 != "." }) {
                case "claims", "policy": .claims
                case "base64url": .encoding
                case "json": .json
                case "key", "jwk", "jwk-set", "pem": .jwk
                case "compact", "serialization", "payload", "token": .serialization
                case "hmac", "rsa", "pss", "ecdsa", "eddsa", "signature": .signature
                default: .header
                }
        }
    }

    /// What was adopted.
    static let adopted: [HuntedFind] = {
        let content = Data(PackageResources.finds_json)
        return (try? JSONDecoder().decode(HuntedFile.self, from: content))?.finds ?? []
    }()

    private static func finds(in folder: Folder) -> [HuntedFind] { adopted.filter { Folder($0.check) == folder } }

    private static func topic(_ folder: Folder, _ forge: Forge) throws -> Topic {
        Topic(
            path: "\(folder.rawValue)/hunted.json",
            title: "Found by the hunt: \(folder.rawValue)",
            groups: try finds(in: folder).map { try definition($0, folder, forge) }
        )
    }

    static func definition(_ find: HuntedFind, _ folder: Folder, _ forge: Forge) throws -> GroupDefinition {
        guard let check = Check(id: find.check) else { throw ForgeError("\(find.name): no check \(find.check)") }
        var group = GroupDefinition(
            "\(folder.rawValue)/hunted/\(find.name)",
            key: find.key,
            policy: find.policy,
            content: find.content
        )
        let token = try find.recipe.token(forge)
        if let why = find.why {
            group.either("find", find.summary, token, why: why, check, .twin(find.twin))
        } else {
            group.reject("find", find.summary, token, check, .twin(find.twin))
        }
        return group
    }
}

extension HuntedFile {
    /// The file with further finds.
    ///
    /// - Parameters:
    ///   - others: what to add; a find that's there already stays as it is.
    ///   - corpus: where their twins are.
    /// - Returns: the names of those that were added.
    /// - Throws: ``ForgeError`` if one isn't proved: its check doesn't reject it, or not alone.
    package mutating func adopt(_ others: [HuntedFind], into corpus: Corpus) throws -> [String] {
        let forge = try Forge(corpus.keys.values.sorted { $0.id < $1.id })
        let records = corpus.keys
        var added: [String] = []
        for find in others where !finds.contains(where: { $0.name == find.name }) {
            guard !find.name.isEmpty, find.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
            else {
                throw ForgeError("'\(find.name.bounded(to: 64))' can't be a part of an id; use letters, digits and -")
            }
            let folder = HuntedTopics.Folder(find.check)
            let group = try HuntedTopics.definition(find, folder, forge)
            let file = VectorFile(title: "", groups: [group.group], flags: [:])
            for vector in try file.vectors(keys: records) {
                do throws(VectorProof.Failure) {
                    try VectorProof.prove(vector, in: corpus)
                } catch {
                    throw ForgeError("\(find.name) isn't proved: \(error.description)")
                }
            }
            finds.append(find)
            added.append(find.name)
        }
        return added
    }
}
