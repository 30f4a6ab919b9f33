"""One root module to one template."""

from msgspec.structs import replace

from analyzer.core import Problem
from analyzer.templates.model import FunctionDecl, RoleDecl, Template
from analyzer.templates.sheet import Desk
from analyzer.templates.statements import Reading, together
from analyzer.templates.terraform.grantors import granted_by_resources
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.lambda_module import is_lambda, module_function, module_runtime
from analyzer.templates.terraform.lambdas import FUNCTION, left_out, read_function, runtime_of
from analyzer.templates.terraform.layout import Layout
from analyzer.templates.terraform.module_policies import module_role
from analyzer.templates.terraform.policies import attachments
from analyzer.templates.terraform.roles import RoleChoice, choose_role, read_role, users_by_role
from analyzer.templates.terraform.triggers import Triggers
from analyzer.templates.terraform.variables import fixed_variables
from analyzer.templates.terraform.views import View
from analyzer.templates.terraform.world import World


def read_root(path: str, layout: Layout, desk: Desk) -> Template:
    """The template of the root module in a directory, the local modules it calls included."""
    fixed, odd = fixed_variables(path, layout.folder(path).variables, desk)
    world = World(path, desk, layout, fixed)
    inventory = Inventory(world)
    functions, choices = _functions(inventory)
    resources = tuple(inventory.resources())
    return Template(
        path=_main(path, world, functions),
        dialect="terraform",
        functions=functions,
        roles=_roles(inventory, choices),
        resources=resources,
        parameters=tuple(world.parameters.values()),
        problems=(*odd, *_left_out(inventory), *_problems(world)),
    )


def _main(path: str, world: World, functions: tuple[FunctionDecl, ...]) -> str:
    """The file that stands for a root module: where its first own function is declared, else main.tf, else the first."""
    files = world.root.folder.files
    own = [one.template for one in functions if one.template in files]
    main = f"{path}/main.tf" if path else "main.tf"
    return own[0] if own else main if main in files else files[0] if files else main


def _functions(inventory: Inventory) -> tuple[tuple[FunctionDecl, ...], dict[str, RoleChoice]]:
    triggers = Triggers(inventory)
    found: list[FunctionDecl] = []
    choices: dict[str, RoleChoice] = {}
    for instance in inventory.of_type(FUNCTION):
        runtime = runtime_of(instance, inventory)
        if runtime is not None:
            choice = choose_role(instance.get("role"), instance.place("role"), inventory)
            choices[instance.address] = choice
            found.append(read_function(instance, inventory, runtime, choice.id))
    for external in inventory.externals:
        runtime = module_runtime(external, inventory) if is_lambda(external) else None
        if runtime is not None:
            read, choice = module_function(external, inventory, triggers, runtime)
            choices[read.id] = choice
            found.append(read)
    return tuple(_triggered(one, triggers) for one in found), choices


def _triggered(read: FunctionDecl, triggers: Triggers) -> FunctionDecl:
    return replace(
        read,
        events=tuple(dict.fromkeys((*read.events, *triggers.by_function.get(read.id, ())))),
        destinations=tuple(dict.fromkeys((*read.destinations, *triggers.destinations.get(read.id, ())))),
    )


def _roles(inventory: Inventory, choices: dict[str, RoleChoice]) -> tuple[RoleDecl, ...]:
    more, resources = attachments(inventory), granted_by_resources(inventory)
    users = users_by_role(inventory, frozenset(choices))
    found: dict[str, RoleDecl] = {}
    for choice in choices.values():
        extra = together(table.get(choice.id, Reading()) for table in (more, resources))
        others = users.get(choice.id, ())
        maker = inventory.external_roles.get(choice.id)
        if choice.id in found:
            continue
        if maker is not None:
            found[choice.id] = module_role(maker, inventory, extra, others)
        else:
            found[choice.id] = read_role(choice, inventory, extra, others)
    return tuple(found.values())


def _left_out(inventory: Inventory) -> list[Problem]:
    own = [(one, one.address) for one in inventory.of_type(FUNCTION) if runtime_of(one, inventory) is None]
    made = [one for one in inventory.externals if is_lambda(one) and module_runtime(one, inventory) is None]
    others: list[tuple[View, str]] = [*own, *((one.view, one.made("function")) for one in made)]
    return [problem for view, address in others if (problem := left_out(view, address, inventory)) is not None]


def _problems(world: World) -> list[Problem]:
    found = [problem for folder in world.read_folders() for problem in folder.problems]
    if world.exceeded():
        message = "too many resources, modules or loops: a part of the configuration is not read"
        found.append(Problem("template-unreadable", world.root.folder.span, message))
    return found
