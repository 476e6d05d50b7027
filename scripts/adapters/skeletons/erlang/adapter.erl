%% An adapter to be written: what is marked TODO is yours. protocol.erl says what a request holds.
-module(adapter).
-behaviour(protocol).
-export([main/0, description/0, verifier/1, sign/1, is_refusal/2]).

main() ->
    %% TODO: start your library, if it has to be.
    protocol:serve(?MODULE).

%% TODO: your library's name, its version as it says itself, where it's published, and what it can do;
%% Vectors/schema/adapter-reply.schema.json has every member. What isn't declared isn't asked.
description() ->
    #{
        implementation => #{name => <<"MyJWT">>, version => <<"0">>, homepage => <<"https://example.com">>},
        capabilities => #{
            operations => [verify, bench],
            algorithms => ['HS256'],
            keys => [jwk],
            contents => [claims, bytes],
            policy => [<<"algorithms">>],
            clock => system
        }
    }.

verifier(#{<<"key">> := _Key}) ->
    %% TODO: make a key of it, or of the request's pem, as your users do; it's done once, here.
    fun(_Token) ->
        %% TODO: call your library with protocol:algorithms(Request), and return the claims as JSON or, unless the
        %% request's content is claims, the payload's octets. Don't look into the token before.
        error('not written yet')
    end.

%% TODO: return a token with the request's header over its payload, and declare it; or leave it so.
sign(_Request) -> throw({unsupported, <<"operation:sign">>}).

%% TODO: the exceptions by which your library refuses. Any other is reported as an error.
is_refusal(_Class, _Reason) -> false.
