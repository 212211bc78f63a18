import type { CommandCompletions } from './completions.ts';

/** What holds where a completion of npx is there already. */
const HAS_NPX = { bash: 'complete -p npx &>/dev/null ||', zsh: '(( $+_comps[npx] )) ||' } as const;

/**
 * Returns a script that completes `tawtheeq` and `npx tawtheeq`. It holds all words, so that the Tab key starts no
 * process; where it has none, as for files and IDs, the shell completes names of files. Zsh runs it by its own emulation
 * of Bash, and keeps the completion of npx that it may have.
 */
export function bashScript(completions: readonly CommandCompletions[], shell: 'bash' | 'zsh'): string {
  const cases = completions.map(({ path, commands, options, values }) => {
    const names = [...commands.map(({ name }) => name), ...values].join(' ');
    const flags = options.map(({ name }) => name).join(' ');
    const valued = options.filter(({ takesValue }) => takesValue).map(({ name }) => name);
    return `    '${path}') words='${names}' flags='${flags}' valued=' ${valued.join(' ')} ' ;;`;
  });
  const paths = completions.flatMap(({ path }) => (path === '' ? [] : [`'${path}'`]));
  const choices = completions.flatMap(({ path, options }) =>
    options
      .filter(({ values }) => values.length > 0)
      .map(({ name, values }) => `    '${path} ${name}') words='${values.join(' ')}' ;;`),
  );
  return `${shell === 'zsh' ? 'autoload -Uz compinit bashcompinit && compinit -C && bashcompinit\n' : ''}_tawtheeq_words() {
  case "$1" in
${cases.join('\n')}
  esac
}
_tawtheeq() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' option='' first=1 index word words flags valued
  COMPREPLY=()
  if [[ "\${COMP_WORDS[0]##*/}" == npx ]]; then
    [[ $COMP_CWORD -gt 1 && "\${COMP_WORDS[1]}" == tawtheeq ]] || return 0
    first=2
  fi
  _tawtheeq_words ''
  for ((index = first; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    # Bash takes the sign between an option and its value for a word.
    if [[ "$word" == '=' ]]; then continue; fi
    if [[ -n "$option" ]]; then option=''; continue; fi
    if [[ "$word" == -* ]]; then
      if [[ "$valued" == *" $word "* ]]; then option="$word"; fi
      continue
    fi
    case "\${path:+$path }$word" in
      ${paths.join(' | ')}) path="\${path:+$path }$word"; _tawtheeq_words "$path" ;;
    esac
  done
  if [[ "$current" == '=' ]]; then current=''; fi
  if [[ -n "$option" ]]; then
    words='' flags=''
    case "$path $option" in
${choices.join('\n')}
    esac
  elif [[ "$current" == -* ]]; then
    words="$flags"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _tawtheeq tawtheeq
${HAS_NPX[shell]} complete -o default -F _tawtheeq npx
`;
}
