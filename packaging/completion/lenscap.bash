# bash completion of lenscap: . packaging/completion/lenscap.bash, or install it as /usr/share/bash-completion/completions/lenscap
_lenscap() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb='' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; ++at)); do
    case ${COMP_WORDS[at]} in
      audit | show | explain | egress | capability | who | verify | contain | contracts | restrictions | screen | knowledge)
        verb=${COMP_WORDS[at]}
        break
        ;;
    esac
  done
  local whos='uk-government uk-council uk-nhs uk-police uk-university uk-contracting-authority us-federal us-dod
    us-federal-contractor us-grantee us-state-local us-importer us-investor us-person ca-government ca-quebec-public
    ca-municipality au-defence au-government in-government in-importer tw-government exporter anyone'
  case $before in
    --for) COMPREPLY=($(compgen -W "$whos" -- "$word")) && return ;;
    --act) COMPREPLY=($(compgen -W 'authorise buy contract import install invest market operate sell supply use' -- "$word")) && return ;;
    --fail-on)
      COMPREPLY=($(compgen -W 'restricted restricted-if relabelled contradiction component unknown' -- "$word")) && return
      ;;
    --finding)
      COMPREPLY=($(compgen -W 'contacts_maker_cloud contacts_other_maker_cloud peer_to_peer sends_media_out beacon
        tries_and_is_stopped gets_through looks_up_only names_itself_in_clear talks_inside answers_outside_callers
        dns_elsewhere nothing_seen' -- "$word")) && return
      ;;
    --threads) COMPREPLY=($(compgen -W '1 2' -- "$word")) && return ;;
    --on | --column | --decide | --by | --reason | --around | --map | --device | --operator | --country | --since | --until | --party | --diff) return ;;
  esac
  if [[ $word != -* && -n $verb ]]; then
    [[ $verb == capability ]] && COMPREPLY=($(compgen -W 'diff' -- "$word"))
    [[ $verb == knowledge ]] && COMPREPLY=($(compgen -W 'check test import' -- "$word"))
    COMPREPLY+=($(compgen -f -- "$word"))
    return
  fi
  local ask='--for --act --on' out='--html --csv'
  case $verb in
    audit)
      COMPREPLY=($(compgen -W "--help --case $ask $out --netbox --json --fail-on --redact --follow --follow-idle --keep-others --threads --no-hash
        --knowledge --quiet" -- "$word"))
      ;;
    show) COMPREPLY=($(compgen -W "--help $ask $out --json --redact --knowledge" -- "$word")) ;;
    explain) COMPREPLY=($(compgen -W "--help $ask --json --redact --knowledge" -- "$word")) ;;
    egress)
      COMPREPLY=($(compgen -W "--help --device --operator --country --finding --since --until --declared --json --csv --stix
        --redact --knowledge --quiet" -- "$word"))
      ;;
    capability) COMPREPLY=($(compgen -W '--help --fail-on --json --knowledge --quiet diff' -- "$word")) ;;
    who) COMPREPLY=($(compgen -W '--help --on --dot --json --knowledge' -- "$word")) ;;
    contain) COMPREPLY=($(compgen -W '--help --declared --nft --csv --mud --json --knowledge' -- "$word")) ;;
    screen)
      COMPREPLY=($(compgen -W '--help --column --pairs --decide --by --reason --decisions --for --on --json --csv --knowledge
        --quiet' -- "$word"))
      ;;
    contracts)
      COMPREPLY=($(compgen -W '--help --around --for --on --case --map --json --csv --ftm --ocds --dot --html --knowledge --quiet' -- "$word"))
      ;;
    verify) COMPREPLY=($(compgen -W '--help --json --knowledge --quiet' -- "$word")) ;;
    restrictions) COMPREPLY=($(compgen -W "--help --party $ask --diff --json --knowledge" -- "$word")) ;;
    knowledge) COMPREPLY=($(compgen -W '--help --json --knowledge check test import' -- "$word")) ;;
    *) COMPREPLY=($(compgen -W 'audit show explain egress capability who verify contain contracts restrictions screen knowledge --help --version' -- "$word")) ;;
  esac
}
complete -o filenames -F _lenscap lenscap ./lenscap
